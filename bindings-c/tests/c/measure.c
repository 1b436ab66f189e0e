/* What a verification costs from C, and the same one from Rust, in turns. Needs the feature
 * `measuring`. */
#include "check.h"
#include <time.h>

uint64_t tegata_measure_verify(const tegata_verifier *verifier, tegata_bytes token,
                               tegata_clocks clocks, uint32_t turns);

#define ROUNDS 41

static uint64_t from_c(const tegata_verifier *verifier, tegata_bytes token, tegata_clocks clocks,
                       uint32_t turns) {
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  for (uint32_t turn = 0; turn < turns; turn++) {
    tegata_report *report = NULL;
    TEGATA_IS(TEGATA_OK, tegata_verify(verifier, token, clocks, &report));
    TEGATA_IS(TEGATA_OK, tegata_report_free(report));
  }
  clock_gettime(CLOCK_MONOTONIC, &end);
  return (uint64_t)(end.tv_sec - start.tv_sec) * 1000000000u + (uint64_t)end.tv_nsec -
         (uint64_t)start.tv_nsec;
}

static int by_size(const void *a, const void *b) {
  const double left = *(const double *)a, right = *(const double *)b;
  return (left > right) - (left < right);
}

int main(void) {
  const uint32_t turns = 500;
  double c[ROUNDS], rust[ROUNDS], ratio[ROUNDS];
  tegata_verifier *verifier = example_verifier();
  const tegata_bytes token = read_file(TOKEN);
  from_c(verifier, token, noon(), turns);
  for (int round = 0; round < ROUNDS; round++) {
    rust[round] = (double)tegata_measure_verify(verifier, token, noon(), turns) / turns;
    c[round] = (double)from_c(verifier, token, noon(), turns) / turns;
    ratio[round] = c[round] / rust[round];
  }
  qsort(c, ROUNDS, sizeof *c, by_size);
  qsort(rust, ROUNDS, sizeof *rust, by_size);
  qsort(ratio, ROUNDS, sizeof *ratio, by_size);
  printf("verify, %d rounds of %u: C %.0f ns, Rust %.0f ns, ratio %.3f (medians); least %.0f and "
         "%.0f ns, ratio %.3f\n",
         ROUNDS, (unsigned)turns, c[ROUNDS / 2], rust[ROUNDS / 2], ratio[ROUNDS / 2], c[0], rust[0],
         c[0] / rust[0]);
  TEGATA_IS(TEGATA_OK, tegata_verifier_free(verifier));
  free((void *)token.data);
  return 0;
}
