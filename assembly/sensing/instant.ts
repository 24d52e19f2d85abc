// As shaders/sensing/rates.wgsl, linear.wgsl, logarithmic.wgsl, receptor-saturation.wgsl and two-cues.wgsl, four cells at a
// time: rules that answer to what is met at that moment.

import { Law, Option, Sensed, Value } from '../layout';
import { law, options, value } from '../run-and-tumble/setting';
import { logarithmicResponse, receptorResponse } from './response';

function mixedRates(s: usize): v128 {
  const one = f32x4.splat(1);
  const half = f32x4.splat(0.5);
  const ex = v128.load(s, Sensed.ex);
  const forwards = f32x4.mul(f32x4.mul(half, f32x4.add(one, ex)), v128.load(s, Sensed.ratePlus));
  const backwards = f32x4.mul(f32x4.mul(half, f32x4.sub(one, ex)), v128.load(s, Sensed.rateMinus));
  return f32x4.add(forwards, backwards);
}

/** The configured response to one of two cues. */
function responseTo(cue: v128, change: v128, constant: v128, logarithmic: u32, receptor: u32): v128 {
  if ((options & logarithmic) != 0) return logarithmicResponse(cue, change);
  if ((options & receptor) != 0) return receptorResponse(cue, change, constant);
  return change;
}

@inline
function response(s: usize): v128 {
  const c = v128.load(s, Sensed.c);
  const change = v128.load(s, Sensed.ct);
  if (law == Law.logarithmic) return logarithmicResponse(c, change);
  if (law == Law.receptorSaturation) return receptorResponse(c, change, value(Value.K));
  return change;
}

@inline
export function instantRate(s: usize): v128 {
  if (law == Law.rates) return mixedRates(s);
  let left = f32x4.splat(1);
  if (law == Law.twoCues) {
    const first = responseTo(
      v128.load(s, Sensed.c),
      v128.load(s, Sensed.ct),
      value(Value.K),
      Option.firstLogarithmic,
      Option.firstReceptor,
    );
    const second = responseTo(
      v128.load(s, Sensed.a),
      v128.load(s, Sensed.at),
      value(Value.K2),
      Option.secondLogarithmic,
      Option.secondReceptor,
    );
    left = f32x4.sub(left, f32x4.mul(value(Value.chi), first));
    left = f32x4.sub(left, f32x4.mul(value(Value.psi), second));
  } else {
    left = f32x4.sub(left, f32x4.mul(value(Value.chi), response(s)));
  }
  return f32x4.mul(value(Value.tumbleRate), left);
}
