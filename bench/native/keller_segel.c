// The yardstick for the CPU: one time step of the preset `saturated` as a C programmer would write it by hand, for
// gcc or clang with OpenMP: cc -O3 -march=native -ffast-math -fopenmp keller_segel.c -lm
//
//   u_t = lap u - div(chi(u) grad v) + u (1 - u),  v_t = lap v + u - a v,  chi(u) = c u/(1 + u^2),  periodic
//
// The same scheme in single precision as shaders/keller-segel/stage.wgsl: exponentially fitted flux (Scharfetter and Gummel
// 1969), forward Euler or SSP-RK2. Each thread walks up its own rows; chi is evaluated once a cell and each flux once a
// face, in buffers of a row that stay in the cache. Fixed formulas and a fixed step: it neither searches the longest stable
// step nor keeps what rounding leaves, both of which Tumble's steps do. That is what makes it the yardstick and not a rival.
//
//   keller_segel <cells a side> <euler|ssprk2> <threads> <least seconds>
//
// prints: seconds a step, bytes a second of a copy (read plus written) of as many bytes, steps, time, sum of u, largest u.

#include <math.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const float C = 4.0f, A = 0.1f, H = 0.2f, DT = 0.005f;

static int n;
static float *u, *v, *stage_u, *stage_v, *next_u, *next_v;

static float *field(void) {
  float *made = aligned_alloc(64, ((size_t)n * n * sizeof(float) + 63) / 64 * 64);
  if (made == NULL) { fprintf(stderr, "keller_segel: no memory for %d x %d cells\n", n, n); exit(1); }
  return made;
}

// Flux of cells from left to right, times h/D = h: z coth z by its series where |z| <= 1/2.
static inline float face_flux(float left, float right, float mobility, float rise) {
  float z = 0.5f * mobility * rise, q = z * z, size = fabsf(z);
  float series = 1 + q * (1 / 3.0f + q * (-1 / 45.0f + q * (2 / 945.0f + q * (-1 / 4725.0f))));
  float e = expf(-2 * size);
  float closed = size * (1 + e) / (1 - e + 1e-30f);
  return (size <= 0.5f ? series : closed) * (left - right) + z * (left + right);
}

// One row of what a stage works on: the state itself, or the state with the predictor's increment.
static void load(int stage, int y, float *restrict row_u, float *restrict row_v, float *restrict mobility) {
  size_t at = (size_t)y * n;
  for (int x = 0; x < n; x++) {
    row_u[x] = u[at + x] + (stage == 2 ? stage_u[at + x] : 0);
    row_v[x] = v[at + x] + (stage == 2 ? stage_v[at + x] : 0);
    mobility[x] = C / (1 + row_u[x] * row_u[x]);
  }
}

static void upward(const float *restrict u0, const float *restrict v0, const float *restrict m0, const float *restrict u1,
                   const float *restrict v1, const float *restrict m1, float *restrict flux_u, float *restrict flux_v) {
  for (int x = 0; x < n; x++) {
    flux_u[x] = face_flux(u0[x], u1[x], 0.5f * (m0[x] + m1[x]), v1[x] - v0[x]);
    flux_v[x] = v0[x] - v1[x];
  }
}

// stage 0: forward Euler; 1 and 2: predictor and corrector of SSP-RK2.
static void advance(int stage, int from, int to, float *buffer) {
  float *row[2][3], *below_u, *below_v, *above_u, *above_v, *right_u, *right_v;
  for (int k = 0; k < 6; k++) row[k / 3][k % 3] = buffer + (size_t)k * (n + 16);
  below_u = buffer + 6 * (size_t)(n + 16), below_v = below_u + n + 16, above_u = below_v + n + 16;
  above_v = above_u + n + 16, right_u = above_v + n + 16 + 16, right_v = right_u + n + 32;
  const float scale = 1 / (H * H);
  load(stage, (from + n - 1) % n, row[1][0], row[1][1], row[1][2]);
  load(stage, from, row[0][0], row[0][1], row[0][2]);
  upward(row[1][0], row[1][1], row[1][2], row[0][0], row[0][1], row[0][2], below_u, below_v);
  for (int y = from; y < to; y++) {
    float *here_u = row[0][0], *here_v = row[0][1], *mobility = row[0][2];
    load(stage, (y + 1) % n, row[1][0], row[1][1], row[1][2]);
    upward(here_u, here_v, mobility, row[1][0], row[1][1], row[1][2], above_u, above_v);
    for (int x = 0; x < n - 1; x++) {
      right_u[x] = face_flux(here_u[x], here_u[x + 1], 0.5f * (mobility[x] + mobility[x + 1]), here_v[x + 1] - here_v[x]);
      right_v[x] = here_v[x] - here_v[x + 1];
    }
    right_u[-1] = right_u[n - 1] =
        face_flux(here_u[n - 1], here_u[0], 0.5f * (mobility[n - 1] + mobility[0]), here_v[0] - here_v[n - 1]);
    right_v[-1] = right_v[n - 1] = here_v[n - 1] - here_v[0];
    size_t at = (size_t)y * n;
    for (int x = 0; x < n; x++) {
      float change_u = DT * (scale * (right_u[x - 1] - right_u[x] + below_u[x] - above_u[x]) + here_u[x] * (1 - here_u[x]));
      float change_v = DT * (scale * (right_v[x - 1] - right_v[x] + below_v[x] - above_v[x]) + here_u[x] - A * here_v[x]);
      if (stage == 1) {
        next_u[at + x] = change_u;
        next_v[at + x] = change_v;
      } else if (stage == 2) {
        next_u[at + x] = u[at + x] + 0.5f * (stage_u[at + x] + change_u);
        next_v[at + x] = v[at + x] + 0.5f * (stage_v[at + x] + change_v);
      } else {
        next_u[at + x] = here_u[x] + change_u;
        next_v[at + x] = here_v[x] + change_v;
      }
    }
    for (int k = 0; k < 3; k++) { float *swap = row[0][k]; row[0][k] = row[1][k]; row[1][k] = swap; }
    float *swap = below_u; below_u = above_u; above_u = swap;
    swap = below_v; below_v = above_v; above_v = swap;
  }
}

static void exchange(float **one, float **other) { float *kept = *one; *one = *other; *other = kept; }

static void steps(int count, int two_stages) {
#pragma omp parallel
  {
    int threads = omp_get_num_threads(), mine = omp_get_thread_num();
    int from = (int)((long)n * mine / threads), to = (int)((long)n * (mine + 1) / threads);
    float *buffer = aligned_alloc(64, ((size_t)13 * (n + 32) * sizeof(float) + 63) / 64 * 64);
    for (int k = 0; k < count; k++) {
      for (int stage = two_stages ? 1 : 0; stage <= (two_stages ? 2 : 0); stage++) {
        if (from < to) advance(stage, from, to, buffer);
#pragma omp barrier
#pragma omp single
        if (stage == 1) exchange(&next_u, &stage_u), exchange(&next_v, &stage_v);
        else exchange(&next_u, &u), exchange(&next_v, &v);
      }
    }
    free(buffer);
  }
}

static double copied(int count, float *to, const float *from, size_t length) {
  double start = omp_get_wtime();
  for (int k = 0; k < count; k++) {
#pragma omp parallel for schedule(static)
    for (size_t i = 0; i < length; i++) to[i] = from[i];
    exchange(&to, (float **)&from);
  }
  return omp_get_wtime() - start;
}

int main(int argc, char **argv) {
  if (argc != 5 || (n = atoi(argv[1])) < 3 || (strcmp(argv[2], "euler") && strcmp(argv[2], "ssprk2"))) {
    fprintf(stderr, "keller_segel <cells a side> <euler|ssprk2> <threads> <least seconds>\n");
    return 2;
  }
  int two_stages = strcmp(argv[2], "euler") != 0;
  double least = atof(argv[4]);
  omp_set_num_threads(atoi(argv[3]));
  float **all[] = {&u, &v, &stage_u, &stage_v, &next_u, &next_v};
  for (int k = 0; k < 6; k++) *all[k] = field();
  // Pages belong to the thread that works on them.
#pragma omp parallel for schedule(static)
  for (int y = 0; y < n; y++)
    for (int x = 0; x < n; x++) {
      size_t at = (size_t)y * n + x;
      u[at] = 1 + 0.5f * cosf(0.5f * (x + 0.5f) * H) * cosf(0.3f * (y + 0.5f) * H);
      v[at] = 10;
      stage_u[at] = stage_v[at] = next_u[at] = next_v[at] = 0;
    }
  long taken = 0;
  double time = 0;
  int count = 1;
  // The first batches find how many steps last long enough; the last one counts.
  for (;; count = count * 2) {
    double start = omp_get_wtime();
    steps(count, two_stages);
    time = omp_get_wtime() - start;
    taken += count;
    if (time >= least) break;
  }
  double sum = 0;
  float largest = 0;
  for (size_t i = 0; i < (size_t)n * n; i++) {
    sum += u[i];
    largest = fmaxf(largest, u[i]);
  }
  size_t length = (size_t)n * n * (two_stages ? 3 : 2);
  float *from = calloc(length, sizeof(float)), *to = calloc(length, sizeof(float));
  double copy = 0;
  int copies = 1;
  // The system hands out memory when it is first written to: that is not what is to be timed.
  if (from != NULL && to != NULL) copied(2, to, from, length);
  for (; from != NULL && to != NULL; copies *= 2) {
    copy = copied(copies, to, from, length);
    if (copy >= least / 4) break;
  }
  printf("%.9g %.9g %ld %.9g %.9g %.9g\n", time / count, copy > 0 ? 8.0 * length * copies / copy : 0.0, taken, taken * DT, sum,
         largest);
  return 0;
}
