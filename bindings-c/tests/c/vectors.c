/* Answers the questions of test vectors: test-vectors/src/front.rs describes how they are put
 * and how they are answered. */
#include "check.h"

#define MOST 64

typedef struct {
  tegata_bytes bundle, policy, token, transfer, audience, nonce, max_age, valid_at, known_at;
  tegata_bytes certificates[MOST], evidence[MOST];
  size_t certificate_count, evidence_count;
} question;

static void give_up(tegata_bytes *bytes) {
  free((void *)bytes->data);
  *bytes = tegata_str(NULL);
}

static void say(const char *name, tegata_bytes content) {
  printf("%s %zu\n", name, content.len);
  fwrite(content.data, 1, content.len, stdout);
  putchar('\n');
}

static void say_result(tegata_result result) { say("result", tegata_result_name(result)); }

/* Reads a field; 0 at the end. */
static int read_field(char name[32], tegata_bytes *content) {
  size_t len = 0;
  if (scanf("%31s %zu", name, &len) != 2) return 0;
  CHECK(getchar() == '\n');
  char *data = malloc(len + 1);
  CHECK(data && fread(data, 1, len, stdin) == len && getchar() == '\n');
  content->data = data;
  content->len = len;
  return 1;
}

static tegata_bytes *place(question *asked, const char *name) {
  if (strcmp(name, "bundle") == 0) return &asked->bundle;
  if (strcmp(name, "policy") == 0) return &asked->policy;
  if (strcmp(name, "token") == 0) return &asked->token;
  if (strcmp(name, "transfer") == 0) return &asked->transfer;
  if (strcmp(name, "audience") == 0) return &asked->audience;
  if (strcmp(name, "nonce") == 0) return &asked->nonce;
  if (strcmp(name, "maxAge") == 0) return &asked->max_age;
  if (strcmp(name, "validAt") == 0) return &asked->valid_at;
  if (strcmp(name, "knownAt") == 0) return &asked->known_at;
  if (strcmp(name, "certificate") == 0) {
    CHECK(asked->certificate_count < MOST);
    return &asked->certificates[asked->certificate_count++];
  }
  CHECK(strcmp(name, "evidence") == 0 && asked->evidence_count < MOST);
  return &asked->evidence[asked->evidence_count++];
}

/* Reads a question; a bundle that is left out is the last one. */
static int read_question(question *asked) {
  char name[32];
  tegata_bytes content;
  while (read_field(name, &content)) {
    if (strcmp(name, "ask") == 0) {
      give_up(&content);
      return 1;
    }
    tegata_bytes *at = place(asked, name);
    give_up(at);
    *at = content;
  }
  return 0;
}

static void forget(question *asked) {
  tegata_bytes bundle = asked->bundle;
  tegata_bytes *rest[] = {&asked->policy,  &asked->token,    &asked->transfer, &asked->audience,
                          &asked->nonce,   &asked->max_age,  &asked->valid_at, &asked->known_at};
  for (size_t at = 0; at < sizeof rest / sizeof *rest; at++) give_up(rest[at]);
  for (size_t at = 0; at < asked->certificate_count; at++) give_up(&asked->certificates[at]);
  for (size_t at = 0; at < asked->evidence_count; at++) give_up(&asked->evidence[at]);
  memset(asked, 0, sizeof *asked);
  asked->bundle = bundle;
}

static tegata_result ask(const tegata_verifier *verifier, const question *asked,
                         tegata_clocks clocks, tegata_report **report) {
  if (!asked->audience.data) return tegata_verify(verifier, asked->token, clocks, report);
  tegata_expected expected;
  expected.audience = asked->audience;
  expected.nonce = asked->nonce;
  expected.max_age_seconds = (uint32_t)strtoul(asked->max_age.data, NULL, 10);
  tegata_certificate *certificate = NULL;
  const tegata_result result = tegata_authenticate_presentation(
      verifier, asked->token, expected, clocks, &certificate, report);
  if (result != TEGATA_OK) return result;
  const tegata_result assessed = tegata_assess(verifier, certificate, clocks, report);
  TEGATA_IS(TEGATA_OK, tegata_certificate_free(certificate));
  return assessed;
}

static void verify(const tegata_verifier *verifier, const question *asked, tegata_clocks clocks) {
  tegata_report *report = NULL;
  const tegata_result result = ask(verifier, asked, clocks, &report);
  CHECK(result <= TEGATA_CONDITIONAL && result == tegata_report_result(report));
  say_result(result);
  say("report", tegata_report_json(report));
  CHECK(tegata_report_explain(report, "en").len > 0 && tegata_report_explain(report, "ja").len > 0);
  TEGATA_IS(TEGATA_OK, tegata_report_free(report));
}

static void decide(const tegata_verifier *verifier, const question *asked, tegata_clocks clocks) {
  tegata_transfer *transfer = NULL;
  tegata_certificate *certificates[MOST];
  tegata_credential *credential = NULL;
  tegata_report *refusal = NULL;
  tegata_decision *decision = NULL;
  TEGATA_IS(TEGATA_OK, tegata_transfer_from_json(asked->transfer, NULL, &transfer));
  for (size_t at = 0; at < asked->evidence_count; at++) {
    TEGATA_IS(TEGATA_OK, tegata_open(verifier, asked->evidence[at], &credential, &refusal));
    TEGATA_IS(TEGATA_OK, tegata_transfer_showing(transfer, credential));
    TEGATA_IS(TEGATA_OK, tegata_credential_free(credential));
  }
  for (size_t at = 0; at < asked->certificate_count; at++) {
    TEGATA_IS(TEGATA_OK, tegata_authenticate(verifier, asked->certificates[at], &certificates[at],
                                             &refusal));
  }
  const tegata_result result = tegata_decide(verifier, transfer, certificates,
                                             asked->certificate_count, clocks, &decision);
  CHECK(result <= TEGATA_CONDITIONAL);
  /* Zero, and only zero, comes with a permit. */
  CHECK((result == TEGATA_OK) == (tegata_decision_instrument(decision).data != NULL));
  CHECK((result == TEGATA_OK) == (tegata_decision_importer(decision).data != NULL));
  say_result(result);
  say("report", tegata_decision_json(decision));
  TEGATA_IS(TEGATA_OK, tegata_decision_free(decision));
  for (size_t at = 0; at < asked->certificate_count; at++) {
    TEGATA_IS(TEGATA_OK, tegata_certificate_free(certificates[at]));
  }
  TEGATA_IS(TEGATA_OK, tegata_transfer_free(transfer));
}

static void say_problems(const tegata_bundle *bundle) {
  for (size_t at = 0; at < tegata_bundle_count(bundle); at++) {
    const tegata_bytes url = tegata_bundle_url(bundle, at);
    const tegata_bytes code = tegata_bundle_problem(bundle, url);
    if (!code.data) continue;
    say("problemOf", url);
    say("problem", code);
  }
}

static void answer(const question *asked, tegata_bundle *bundle, tegata_result damaged) {
  tegata_verifier *verifier = NULL;
  tegata_clocks clocks;
  tegata_fault fault;
  if (damaged == TEGATA_OK) {
    damaged = tegata_verifier_new(bundle, asked->policy, &fault, &verifier);
  }
  if (damaged != TEGATA_OK) {
    say("error", tegata_result_name(damaged));
    return;
  }
  TEGATA_IS(TEGATA_OK, tegata_clocks_at(asked->valid_at, asked->known_at, &clocks));
  say_problems(bundle);
  if (asked->transfer.data) {
    decide(verifier, asked, clocks);
  } else {
    verify(verifier, asked, clocks);
  }
  TEGATA_IS(TEGATA_OK, tegata_verifier_free(verifier));
}

int main(void) {
  question asked;
  tegata_bundle *bundle = NULL;
  tegata_result damaged = TEGATA_OK;
  memset(&asked, 0, sizeof asked);
  while (read_question(&asked)) {
    if (asked.bundle.data) {
      TEGATA_IS(TEGATA_OK, tegata_bundle_free(bundle));
      bundle = NULL;
      damaged = tegata_bundle_from_json(asked.bundle, NULL, &bundle);
      give_up(&asked.bundle);
    }
    answer(&asked, bundle, damaged);
    say("end", tegata_str(""));
    forget(&asked);
  }
  TEGATA_IS(TEGATA_OK, tegata_bundle_free(bundle));
  return 0;
}
