// Of a step as shaders/run-and-tumble/step.wgsl has it: when cells tumble, and how they turn, four at a time.

import { Value } from '../layout';
import { turn } from '../lib/angle';
import { finiteLanes } from '../lib/finite';
import { atan, exp } from '../lib/math';
import { unit } from '../lib/random';
import { steering } from '../sensing/law';
import { twoDimensional, value, words } from './setting';

// When rates that go linearly from `first` to `last` within `time` have used up the hazard.
export function waitingTime(left: v128, first: v128, last: v128, time: v128): v128 {
  const twice = f32x4.mul(f32x4.splat(2), left);
  const square = f32x4.add(
    f32x4.mul(first, first),
    f32x4.div(f32x4.mul(twice, f32x4.sub(last, first)), time),
  );
  const root = f32x4.sqrt(f32x4.pmax(square, f32x4.splat(0)));
  const sum = f32x4.pmax(f32x4.add(first, root), f32x4.splat(1e-30));
  return f32x4.pmin(f32x4.div(twice, sum), time);
}

export function tumbled(heading: v128, word: v128): v128 {
  const meanCosine = steering() ? f32x4.splat(-1) : value(Value.persistence);
  if (twoDimensional) return i32x4.add(heading, turn(word, meanCosine, words + 64));
  const chance = f32x4.mul(f32x4.splat(0.5), f32x4.sub(f32x4.splat(1), meanCosine));
  return v128.xor(heading, v128.and(f32x4.lt(unit(word), chance), i32x4.splat(0x80000000)));
}

// Angle by which headings turn in `time` towards pulls.
export function turnedTowards(wayX: v128, wayY: v128, pullX: v128, pullY: v128, time: v128): v128 {
  const oneLane = f32x4.splat(1);
  const strength = f32x4.sqrt(f32x4.add(f32x4.mul(pullX, pullX), f32x4.mul(pullY, pullY)));
  const cosine = f32x4.div(f32x4.add(f32x4.mul(wayX, pullX), f32x4.mul(wayY, pullY)), strength);
  const sine = f32x4.div(f32x4.sub(f32x4.mul(wayY, pullX), f32x4.mul(wayX, pullY)), strength);
  const left = exp(f32x4.neg(f32x4.mul(strength, time)));
  const below = f32x4.add(
    f32x4.add(oneLane, cosine),
    f32x4.mul(left, f32x4.sub(oneLane, cosine)),
  );
  const tangent = f32x4.div(
    f32x4.mul(f32x4.sub(left, oneLane), sine),
    f32x4.pmax(below, f32x4.splat(1e-30)),
  );
  const angle = f32x4.mul(f32x4.splat(2), atan(tangent));
  return v128.and(angle, v128.and(f32x4.gt(strength, f32x4.splat(0)), finiteLanes(strength)));
}
