/* Sixteen threads share one verifier; then a child process does. */
#include "check.h"
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#define THREADS 16

static tegata_verifier *verifier;
static tegata_transfer *transfer;
static tegata_certificate *certificate;
static tegata_bytes token;
static tegata_clocks clocks;
static int turns = 20;

static void ask_once(void) {
  tegata_report *report = NULL;
  tegata_decision *decision = NULL;
  TEGATA_IS(TEGATA_OK, tegata_verify(verifier, token, clocks, &report));
  CHECK(contains(tegata_report_json(report), "\"verdict\":\"valid\""));
  TEGATA_IS(TEGATA_OK, tegata_report_free(report));
  TEGATA_IS(TEGATA_OK, tegata_decide(verifier, transfer, &certificate, 1, clocks, &decision));
  CHECK(contains(tegata_decision_explain(decision, "en"), "RECOGNISED"));
  TEGATA_IS(TEGATA_OK, tegata_decision_free(decision));
}

static void *ask(void *unused) {
  for (int turn = 0; turn < turns; turn++) ask_once();
  return unused;
}

static void end(void) {
  TEGATA_IS(TEGATA_OK, tegata_transfer_free(transfer));
  TEGATA_IS(TEGATA_OK, tegata_certificate_free(certificate));
  TEGATA_IS(TEGATA_OK, tegata_verifier_free(verifier));
  free((void *)token.data);
}

/* What a child does to its handles is nothing to the parent's. */
static void in_a_child(void) {
  const pid_t child = fork();
  CHECK(child >= 0);
  if (child == 0) {
    ask_once();
    TEGATA_IS(TEGATA_OK, tegata_transfer_of(transfer, tegata_str("contact")));
    end();
    _exit(0);
  }
  int status = 1;
  CHECK(waitpid(child, &status, 0) == child && status == 0);
  ask_once();
}

int main(int count, char **arguments) {
  pthread_t threads[THREADS];
  tegata_report *refusal = NULL;
  if (count > 1) turns = atoi(arguments[1]);
  verifier = example_verifier();
  token = read_file(TOKEN);
  clocks = noon();
  TEGATA_IS(TEGATA_OK, tegata_authenticate(verifier, token, &certificate, &refusal));
  TEGATA_IS(TEGATA_OK, tegata_transfer_between(tegata_str("SG"), tegata_str("US"), &transfer));
  TEGATA_IS(TEGATA_OK, tegata_transfer_to(transfer, certificate));
  TEGATA_IS(TEGATA_OK, tegata_transfer_of(transfer, tegata_str("contact")));
  TEGATA_IS(TEGATA_OK, tegata_transfer_for_purpose(transfer, tegata_str("payroll")));
  ask_once();
  for (int at = 0; at < THREADS; at++) CHECK(!pthread_create(&threads[at], NULL, ask, NULL));
  for (int at = 0; at < THREADS; at++) CHECK(!pthread_join(threads[at], NULL));
  in_a_child();
  end();
  puts("done");
  return 0;
}
