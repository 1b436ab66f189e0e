/* What lives on when what it was made from is freed; and what a handle costs when it is made
 * and freed again and again: nothing that stays. */
#include "check.h"
#include <pthread.h>
#include <unistd.h>

static long resident_pages(void) {
  long size = 0, resident = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  if (!file) return 0;
  CHECK(fscanf(file, "%ld %ld", &size, &resident) == 2);
  fclose(file);
  return resident;
}

static void outlives(tegata_bytes token) {
  tegata_bundle *bundle = NULL;
  tegata_verifier *first = NULL, *second = NULL;
  tegata_certificate *certificate = NULL;
  tegata_report *report = NULL;
  tegata_decision *decision = NULL;
  tegata_transfer *transfer = NULL;
  TEGATA_IS(TEGATA_OK, tegata_bundle_load(tegata_str(BUNDLE), NULL, &bundle));
  TEGATA_IS(TEGATA_OK, tegata_verifier_new(bundle, tegata_str(""), NULL, &first));
  TEGATA_IS(TEGATA_OK, tegata_verifier_new_remembering(bundle, tegata_str(""), 8, NULL, &second));
  CHECK(tegata_bundle_digest(bundle).len == 64);
  TEGATA_IS(TEGATA_OK, tegata_bundle_free(bundle));
  TEGATA_IS(TEGATA_OK, tegata_authenticate(first, token, &certificate, &report));
  TEGATA_IS(TEGATA_OK, tegata_verifier_free(first));
  /* The certificate and the second verifier know nothing of the first's end. */
  TEGATA_IS(TEGATA_OK, tegata_assess(second, certificate, noon(), &report));
  TEGATA_IS(TEGATA_OK, tegata_transfer_between(tegata_str("SG"), tegata_str("US"), &transfer));
  TEGATA_IS(TEGATA_OK, tegata_transfer_to(transfer, certificate));
  CHECK(tegata_decide(second, transfer, &certificate, 1, noon(), &decision) <= TEGATA_CONDITIONAL);
  TEGATA_IS(TEGATA_OK, tegata_certificate_free(certificate));
  TEGATA_IS(TEGATA_OK, tegata_transfer_free(transfer));
  TEGATA_IS(TEGATA_OK, tegata_verifier_free(second));
  CHECK(contains(tegata_report_json(report), "Nova Inc."));
  /* What was borrowed is the same text each time. */
  CHECK(tegata_report_json(report).data == tegata_report_json(report).data);
  CHECK(tegata_decision_json(decision).len > 0);
  tegata_report *copy = NULL;
  TEGATA_IS(TEGATA_OK, tegata_decision_report(decision, &copy));
  CHECK(tegata_report_json(copy).len == tegata_decision_json(decision).len);
  TEGATA_IS(TEGATA_OK, tegata_decision_free(decision));
  CHECK(tegata_report_code(copy).len > 0);
  TEGATA_IS(TEGATA_OK, tegata_report_free(copy));
  TEGATA_IS(TEGATA_OK, tegata_report_free(report));
}

static tegata_report *shared;

static void *free_it(void *unused) {
  (void)unused;
  return tegata_report_free(shared) == TEGATA_OK ? &shared : NULL;
}

/* Of many threads that free one handle, one does. */
static void freed_once(const tegata_verifier *verifier, tegata_bytes token) {
  pthread_t threads[8];
  int freed = 0;
  TEGATA_IS(TEGATA_OK, tegata_verify(verifier, token, noon(), &shared));
  for (int at = 0; at < 8; at++) CHECK(!pthread_create(&threads[at], NULL, free_it, NULL));
  for (int at = 0; at < 8; at++) {
    void *did = NULL;
    CHECK(!pthread_join(threads[at], &did));
    freed += did != NULL;
  }
  CHECK(freed == 1);
}

static void loop(const tegata_verifier *verifier, tegata_bytes token, long turns) {
  const tegata_clocks clocks = noon();
  tegata_certificate *certificate = NULL;
  tegata_transfer *transfer = NULL;
  tegata_report *report = NULL;
  tegata_decision *decision = NULL;
  long before = 0;
  TEGATA_IS(TEGATA_OK, tegata_authenticate(verifier, token, &certificate, &report));
  TEGATA_IS(TEGATA_OK, tegata_transfer_between(tegata_str("SG"), tegata_str("US"), &transfer));
  TEGATA_IS(TEGATA_OK, tegata_transfer_to(transfer, certificate));
  for (long turn = 0; turn < turns; turn++) {
    if (turn == turns / 10) before = resident_pages();
    TEGATA_IS(TEGATA_OK, tegata_verify(verifier, token, clocks, &report));
    if (turn % 100 == 0) CHECK(tegata_report_json(report).len > 0);
    TEGATA_IS(TEGATA_OK, tegata_report_free(report));
    CHECK(tegata_decide(verifier, transfer, &certificate, 1, clocks, &decision) <= TEGATA_CONDITIONAL);
    TEGATA_IS(TEGATA_OK, tegata_decision_free(decision));
  }
  const long grown = (resident_pages() - before) * sysconf(_SC_PAGESIZE);
  TEGATA_IS(TEGATA_OK, tegata_transfer_free(transfer));
  TEGATA_IS(TEGATA_OK, tegata_certificate_free(certificate));
  printf("%ld turns, grown by %ld bytes\n", turns, grown);
  /* In a short run, caches are still being filled. */
  if (turns >= 1000) CHECK(grown <= 256 * 1024);
}

int main(int count, char **arguments) {
  const tegata_bytes token = read_file(TOKEN);
  outlives(token);
  tegata_verifier *verifier = example_verifier();
  freed_once(verifier, token);
  loop(verifier, token, count > 1 ? atol(arguments[1]) : 200);
  TEGATA_IS(TEGATA_OK, tegata_verifier_free(verifier));
  free((void *)token.data);
  puts("done");
  return 0;
}
