/* Wrong calls: each gives the error that the header names, writes no output, and breaks
 * nothing. */
#include "check.h"

static unsigned wrong_calls;
static unsigned told;

/* Outputs must stay as they were: not even NULL may be written. */
static char marked;
#define MARK(type) ((type *)(void *)&marked)

/* A wrong call that would write to `out`. */
#define WRONG(expected, out, call)       \
  do {                                   \
    const void *const before_ = (out);   \
    wrong_calls++;                       \
    TEGATA_IS(expected, call);           \
    CHECK((const void *)(out) == before_); \
  } while (0)

/* A wrong call that would give a text. */
#define NO_TEXT(call)              \
  do {                             \
    const tegata_bytes none_ = (call); \
    wrong_calls++;                 \
    CHECK(!none_.data && !none_.len); \
  } while (0)

typedef struct {
  tegata_bundle *bundle;
  tegata_verifier *verifier;
  tegata_certificate *certificate;
  tegata_transfer *transfer;
  tegata_decision *decision;
  tegata_report *report;
  tegata_signer *signer;
  tegata_register *statuses;
  tegata_bytes token;
} things;

static void log_it(void *user_data, tegata_result result, tegata_bytes function,
                   tegata_bytes problem) {
  CHECK(user_data == &told);
  CHECK(result >= TEGATA_NULL && function.len > 7 && problem.len > 0);
  CHECK(contains(tegata_version(), ".")); /* it may call back */
  told++;
}

static tegata_bytes of_length(size_t len) {
  tegata_bytes bytes;
  bytes.data = "x";
  bytes.len = len;
  return bytes;
}

static void null_arguments(const things *t) {
  tegata_verifier *verifier = MARK(tegata_verifier);
  tegata_certificate *certificate = MARK(tegata_certificate);
  tegata_report *report = MARK(tegata_report);
  tegata_decision *decision = MARK(tegata_decision);
  tegata_transfer *transfer = MARK(tegata_transfer);
  tegata_bundle *bundle = MARK(tegata_bundle);
  tegata_text *text = MARK(tegata_text);
  tegata_bytes nowhere = of_length(4);
  nowhere.data = NULL;
  WRONG(TEGATA_NULL, verifier, tegata_verifier_new(NULL, tegata_str(""), NULL, &verifier));
  WRONG(TEGATA_NULL, t, tegata_verifier_new(t->bundle, tegata_str(""), NULL, NULL));
  WRONG(TEGATA_NULL, report, tegata_verify(NULL, t->token, noon(), &report));
  WRONG(TEGATA_NULL, t, tegata_verify(t->verifier, t->token, noon(), NULL));
  WRONG(TEGATA_NULL, report, tegata_verify(t->verifier, nowhere, noon(), &report));
  WRONG(TEGATA_NULL, report, tegata_authenticate(t->verifier, t->token, NULL, &report));
  WRONG(TEGATA_NULL, certificate, tegata_authenticate(t->verifier, t->token, &certificate, NULL));
  WRONG(TEGATA_NULL, report, tegata_assess(t->verifier, NULL, noon(), &report));
  WRONG(TEGATA_NULL, decision, tegata_decide(t->verifier, NULL, NULL, 0, noon(), &decision));
  WRONG(TEGATA_NULL, decision, tegata_decide(NULL, t->transfer, NULL, 0, noon(), &decision));
  WRONG(TEGATA_NULL, decision,
        tegata_decide(t->verifier, t->transfer, NULL, 1, noon(), &decision));
  tegata_certificate *none = NULL;
  WRONG(TEGATA_NULL, decision,
        tegata_decide(t->verifier, t->transfer, &none, 1, noon(), &decision));
  WRONG(TEGATA_NULL, t, tegata_decide(t->verifier, t->transfer, NULL, 0, noon(), NULL));
  WRONG(TEGATA_NULL, transfer, tegata_transfer_between(nowhere, tegata_str("US"), &transfer));
  WRONG(TEGATA_NULL, t, tegata_transfer_between(tegata_str("SG"), tegata_str("US"), NULL));
  WRONG(TEGATA_NULL, t, tegata_transfer_to(NULL, t->certificate));
  WRONG(TEGATA_NULL, t, tegata_transfer_to(t->transfer, NULL));
  WRONG(TEGATA_NULL, t, tegata_transfer_of(NULL, tegata_str("contact")));
  WRONG(TEGATA_NULL, t, tegata_transfer_showing(t->transfer, NULL));
  WRONG(TEGATA_NULL, bundle, tegata_bundle_load(nowhere, NULL, &bundle));
  WRONG(TEGATA_NULL, t, tegata_bundle_from_json(tegata_str("{}"), NULL, NULL));
  WRONG(TEGATA_NULL, bundle, tegata_bundle_with_embedded_pack(NULL, NULL, &bundle));
  WRONG(TEGATA_NULL, bundle,
        tegata_bundle_with_anchor(NULL, tegata_str("{}"), noon().valid_at, NULL, &bundle));
  WRONG(TEGATA_NULL, text, tegata_bundle_admit(NULL, tegata_str(""), NULL, &text));
  WRONG(TEGATA_NULL, t, tegata_bundle_save(NULL, tegata_str("x"), NULL));
  WRONG(TEGATA_NULL, t, tegata_clocks_now(NULL));
  WRONG(TEGATA_NULL, t, tegata_clocks_at(tegata_str(NOON), tegata_str(""), NULL));
  WRONG(TEGATA_NULL, t, tegata_report_result(NULL));
  NO_TEXT(tegata_report_json(NULL));
  NO_TEXT(tegata_report_explain(NULL, "en"));
  NO_TEXT(tegata_report_explain(t->report, NULL));
  NO_TEXT(tegata_decision_explain(NULL, "en"));
  NO_TEXT(tegata_certificate_subject(NULL));
  NO_TEXT(tegata_text_bytes(NULL));
  NO_TEXT(tegata_bundle_json(NULL));
}

static void wrong_types(const things *t) {
  tegata_report *report = MARK(tegata_report);
  tegata_decision *decision = MARK(tegata_decision);
  tegata_verifier *verifier = MARK(tegata_verifier);
  tegata_text *text = MARK(tegata_text);
  const tegata_verifier *not_verifier = (const tegata_verifier *)t->bundle;
  const tegata_bundle *not_bundle = (const tegata_bundle *)t->verifier;
  WRONG(TEGATA_WRONG_TYPE, report, tegata_verify(not_verifier, t->token, noon(), &report));
  WRONG(TEGATA_WRONG_TYPE, verifier,
        tegata_verifier_new(not_bundle, tegata_str(""), NULL, &verifier));
  tegata_certificate *not_certificate = (tegata_certificate *)t->transfer;
  WRONG(TEGATA_WRONG_TYPE, decision,
        tegata_decide(t->verifier, t->transfer, &not_certificate, 1, noon(), &decision));
  WRONG(TEGATA_WRONG_TYPE, report,
        tegata_assess(t->verifier, not_certificate, noon(), &report));
  WRONG(TEGATA_WRONG_TYPE, text, tegata_transfer_json((tegata_transfer *)t->signer, &text));
  WRONG(TEGATA_WRONG_TYPE, text, tegata_register_json((tegata_register *)t->signer, &text));
  WRONG(TEGATA_WRONG_TYPE, text, tegata_signer_public_jwk((tegata_signer *)t->statuses, &text));
  WRONG(TEGATA_WRONG_TYPE, t, tegata_verifier_free((tegata_verifier *)t->bundle));
  WRONG(TEGATA_WRONG_TYPE, t, tegata_bundle_free((tegata_bundle *)t->verifier));
  WRONG(TEGATA_WRONG_TYPE, t, tegata_certificate_free((tegata_certificate *)t->report));
  WRONG(TEGATA_WRONG_TYPE, t, tegata_report_free((tegata_report *)t->decision));
  WRONG(TEGATA_WRONG_TYPE, t, tegata_decision_free((tegata_decision *)t->report));
  WRONG(TEGATA_WRONG_TYPE, t, tegata_text_free((tegata_text *)t->transfer));
  WRONG(TEGATA_WRONG_TYPE, t, tegata_credential_free((tegata_credential *)t->certificate));
  NO_TEXT(tegata_report_json((tegata_report *)t->decision));
  NO_TEXT(tegata_decision_json((tegata_decision *)t->report));
  NO_TEXT(tegata_certificate_legal_name((tegata_certificate *)t->verifier));
}

/* Addresses of this program, numbers out of the air, and handles that were freed. */
static void no_handles(const things *t) {
  tegata_report *report = MARK(tegata_report);
  tegata_transfer *gone = NULL;
  tegata_certificate *certificates[2] = {t->certificate, t->certificate};
  tegata_decision *decision = MARK(tegata_decision);
  const uintptr_t numbers[] = {1, 2, 3, 8, 4096, UINTPTR_MAX, UINTPTR_MAX - 1, UINTPTR_MAX >> 1};
  for (size_t at = 0; at < sizeof numbers / sizeof *numbers; at++) {
    const tegata_verifier *verifier = (const tegata_verifier *)numbers[at];
    WRONG(TEGATA_STALE, report, tegata_verify(verifier, t->token, noon(), &report));
  }
  WRONG(TEGATA_STALE, report,
        tegata_verify((const tegata_verifier *)(const void *)&t->verifier, t->token, noon(), &report));
  TEGATA_IS(TEGATA_OK, tegata_transfer_between(tegata_str("SG"), tegata_str("US"), &gone));
  TEGATA_IS(TEGATA_OK, tegata_transfer_free(gone));
  WRONG(TEGATA_STALE, t, tegata_transfer_free(gone));
  WRONG(TEGATA_STALE, t, tegata_transfer_of(gone, tegata_str("contact")));
  WRONG(TEGATA_STALE, decision, tegata_decide(t->verifier, gone, NULL, 0, noon(), &decision));
  /* Its slot is used again: the old handle stays stale. */
  tegata_transfer *next = NULL;
  TEGATA_IS(TEGATA_OK, tegata_transfer_between(tegata_str("JP"), tegata_str("GB"), &next));
  CHECK(next != gone);
  WRONG(TEGATA_STALE, t, tegata_transfer_of(gone, tegata_str("contact")));
  TEGATA_IS(TEGATA_OK, tegata_transfer_free(next));
  certificates[1] = (tegata_certificate *)gone;
  WRONG(TEGATA_STALE, decision,
        tegata_decide(t->verifier, t->transfer, certificates, 2, noon(), &decision));
  tegata_report *first = NULL;
  TEGATA_IS(TEGATA_OK, tegata_verify(t->verifier, t->token, noon(), &first));
  TEGATA_IS(TEGATA_OK, tegata_report_free(first));
  NO_TEXT(tegata_report_json(first));
  WRONG(TEGATA_STALE, t, tegata_report_free(first));
}

static void wrong_texts(const things *t) {
  tegata_transfer *transfer = MARK(tegata_transfer);
  tegata_report *report = MARK(tegata_report);
  tegata_bundle *bundle = MARK(tegata_bundle);
  tegata_verifier *verifier = MARK(tegata_verifier);
  tegata_clocks clocks;
  const tegata_bytes latin = tegata_str("S\xe9oul");
  WRONG(TEGATA_NOT_UTF8, transfer, tegata_transfer_between(latin, tegata_str("US"), &transfer));
  WRONG(TEGATA_NOT_UTF8, t, tegata_transfer_of(t->transfer, latin));
  WRONG(TEGATA_NOT_UTF8, bundle, tegata_bundle_from_json(latin, NULL, &bundle));
  WRONG(TEGATA_NOT_UTF8, bundle, tegata_bundle_load(latin, NULL, &bundle));
  WRONG(TEGATA_NOT_UTF8, t, tegata_clocks_at(latin, tegata_str(""), &clocks));
  NO_TEXT(tegata_report_explain(t->report, "\xff"));
  NO_TEXT(tegata_report_explain(t->report, "en, but far longer than any tag of a language may be, by "
                                           "a rule of 1997"));
  /* Lengths that no memory has are never looked at. */
  WRONG(TEGATA_TOO_LONG, report, tegata_verify(t->verifier, of_length(SIZE_MAX), noon(), &report));
  WRONG(TEGATA_TOO_LONG, report,
        tegata_verify(t->verifier, of_length(SIZE_MAX / 2 + 1), noon(), &report));
  WRONG(TEGATA_TOO_LONG, bundle, tegata_bundle_from_json(of_length((1u << 28) + 1), NULL, &bundle));
  tegata_certificate *one = t->certificate;
  tegata_decision *decision = MARK(tegata_decision);
  WRONG(TEGATA_TOO_LONG, decision,
        tegata_decide(t->verifier, t->transfer, &one, 4097, noon(), &decision));
  WRONG(TEGATA_TOO_LONG, decision,
        tegata_decide(t->verifier, t->transfer, &one, SIZE_MAX, noon(), &decision));
  /* NUL within a text is a character like any other. */
  tegata_bytes path = tegata_str("tests/data/trust.bundle");
  tegata_bytes with_nul;
  char copy[40];
  memcpy(copy, path.data, path.len);
  copy[path.len] = 0;
  copy[path.len + 1] = 'x';
  with_nul.data = copy;
  with_nul.len = path.len + 2;
  WRONG(TEGATA_FILE, bundle, tegata_bundle_load(with_nul, NULL, &bundle));
  WRONG(TEGATA_CONFIG_INVALID, verifier,
        tegata_verifier_new(t->bundle, tegata_str("{\"clockskew\":1}"), NULL, &verifier));
  WRONG(TEGATA_BUNDLE_INVALID, bundle, tegata_bundle_from_json(tegata_str("{}"), NULL, &bundle));
  WRONG(TEGATA_FILE, bundle, tegata_bundle_load(tegata_str("no/such/file"), NULL, &bundle));
  WRONG(TEGATA_CONFIG_INVALID, transfer,
        tegata_transfer_from_json(tegata_str("{\"from\":1}"), NULL, &transfer));
}

static void wrong_numbers(const things *t) {
  tegata_report *report = MARK(tegata_report);
  tegata_decision *decision = MARK(tegata_decision);
  tegata_text *text = MARK(tegata_text);
  tegata_register *statuses = MARK(tegata_register);
  tegata_clocks clocks = noon();
  clocks.valid_at.nanos = 1000000000;
  WRONG(TEGATA_ARGUMENT, report, tegata_verify(t->verifier, t->token, clocks, &report));
  clocks = noon();
  clocks.known_at.offset = 61;
  WRONG(TEGATA_ARGUMENT, report, tegata_verify(t->verifier, t->token, clocks, &report));
  clocks = noon();
  clocks.valid_at.seconds = TEGATA_NEVER;
  WRONG(TEGATA_ARGUMENT, decision,
        tegata_decide(t->verifier, t->transfer, NULL, 0, clocks, &decision));
  clocks.valid_at.seconds = INT64_MIN;
  WRONG(TEGATA_ARGUMENT, decision,
        tegata_decide(t->verifier, t->transfer, NULL, 0, clocks, &decision));
  clocks.valid_at.offset = INT32_MIN;
  WRONG(TEGATA_ARGUMENT, decision,
        tegata_decide(t->verifier, t->transfer, NULL, 0, clocks, &decision));
  WRONG(TEGATA_ARGUMENT, t, tegata_clocks_at(tegata_str("noon"), tegata_str(""), &clocks));
  WRONG(TEGATA_ARGUMENT, t, tegata_transfer_fact(t->transfer, tegata_str("fact"), 2));
  WRONG(TEGATA_ARGUMENT, statuses,
        tegata_register_new(tegata_str("https://body.example/list"), 3, &statuses));
  WRONG(TEGATA_ARGUMENT, t, tegata_register_set(t->statuses, 0, UINT32_MAX, NULL));
  WRONG(TEGATA_DOCUMENT_INVALID, t,
        tegata_register_set(t->statuses, UINT64_MAX, TEGATA_STATUS_REVOKED, NULL));
  WRONG(TEGATA_ARGUMENT, text,
        tegata_issue_certificate(t->signer, tegata_str("https://body.example"),
                                 tegata_str("{}"), 9, NULL, 0, noon().valid_at, NULL, &text));
  /* A place for an output that no output fits. */
  char room[2 * sizeof(tegata_report *)];
  tegata_report **odd = (tegata_report **)(void *)(room + 1 + ((uintptr_t)room & 1));
  if ((uintptr_t)odd % sizeof *odd != 0) {
    WRONG(TEGATA_ARGUMENT, t, tegata_verify(t->verifier, t->token, noon(), odd));
  }
  NO_TEXT(tegata_result_name(4));
  NO_TEXT(tegata_bundle_url(t->bundle, SIZE_MAX));
  NO_TEXT(tegata_report_explain(t->report, "fr"));
}

static void wrong_keys(const things *t) {
  tegata_signer *signer = MARK(tegata_signer);
  tegata_text *text = MARK(tegata_text);
  WRONG(TEGATA_ARGUMENT, signer,
        tegata_signer_generate(tegata_str("none"), tegata_str(""), NULL, &signer));
  WRONG(TEGATA_KEY_INVALID, signer,
        tegata_signer_generate(tegata_str("RS256"), tegata_str(""), NULL, &signer));
  WRONG(TEGATA_NULL, signer,
        tegata_signer_from_function(tegata_str("ES256"), tegata_str("{}"), NULL, NULL, NULL, &signer));
  WRONG(TEGATA_FILE, signer,
        tegata_signer_load(tegata_str("no/such/key"), tegata_str(""), tegata_str(""), NULL, &signer));
  WRONG(TEGATA_DOCUMENT_INVALID, text,
        tegata_issue_statement(t->signer, tegata_str("https://body.example"), tegata_str("{}"), NULL,
                               &text));
  WRONG(TEGATA_DOCUMENT_INVALID, text, tegata_combine(NULL, 0, NULL, &text));
  WRONG(TEGATA_DOCUMENT_INVALID, text, tegata_inspect(tegata_str("nonsense"), NULL, &text));
}

/* A fault says what is wrong, and is left alone where nothing is. */
static void faults(const things *t) {
  tegata_fault fault;
  tegata_bundle *bundle = NULL;
  tegata_verifier *verifier = NULL;
  memset(&fault, 0x55, sizeof fault);
  const tegata_fault before = fault;
  TEGATA_IS(TEGATA_OK, tegata_verifier_new(t->bundle, tegata_str(""), &fault, &verifier));
  CHECK(memcmp(&fault, &before, sizeof fault) == 0);
  TEGATA_IS(TEGATA_OK, tegata_verifier_free(verifier));
  TEGATA_IS(TEGATA_FILE, tegata_bundle_load(tegata_str("no/\x1b[2Jfile"), &fault, &bundle));
  CHECK(fault.result == TEGATA_FILE && fault.len == strlen(fault.text));
  CHECK(strstr(fault.text, "no/\\u{1b}[2Jfile"));
  char long_path[2000];
  memset(long_path, 'a', sizeof long_path - 1);
  long_path[sizeof long_path - 1] = 0;
  TEGATA_IS(TEGATA_FILE, tegata_bundle_load(tegata_str(long_path), &fault, &bundle));
  CHECK(fault.len == sizeof fault.text - 1 && fault.len == strlen(fault.text));
}

int main(void) {
  things t;
  tegata_report *refusal = NULL;
  tegata_fault fault;
  TEGATA_IS(TEGATA_OK, tegata_log_set(log_it, &told));
  TEGATA_IS(TEGATA_OK, tegata_bundle_load(tegata_str(BUNDLE), &fault, &t.bundle));
  TEGATA_IS(TEGATA_OK, tegata_verifier_new(t.bundle, tegata_str(""), &fault, &t.verifier));
  t.token = read_file(TOKEN);
  TEGATA_IS(TEGATA_OK, tegata_authenticate(t.verifier, t.token, &t.certificate, &refusal));
  TEGATA_IS(TEGATA_OK, tegata_transfer_between(tegata_str("SG"), tegata_str("US"), &t.transfer));
  CHECK(tegata_decide(t.verifier, t.transfer, NULL, 0, noon(), &t.decision) <= TEGATA_CONDITIONAL);
  TEGATA_IS(TEGATA_OK, tegata_verify(t.verifier, t.token, noon(), &t.report));
  TEGATA_IS(TEGATA_OK,
            tegata_signer_generate(tegata_str("ES256"), tegata_str(""), &fault, &t.signer));
  TEGATA_IS(TEGATA_OK, tegata_register_new(tegata_str("https://body.example/list"),
                                           TEGATA_LIST_TOKEN, &t.statuses));
  CHECK(told == 0);

  null_arguments(&t);
  wrong_types(&t);
  no_handles(&t);
  wrong_texts(&t);
  wrong_numbers(&t);
  wrong_keys(&t);
  faults(&t);

  /* Everything is as it was, and to free nothing is fine. */
  TEGATA_IS(TEGATA_OK, tegata_log_set(NULL, NULL));
  const unsigned told_so_far = told;
  NO_TEXT(tegata_report_json(NULL));
  CHECK(told == told_so_far && told > 60);
  CHECK(contains(tegata_report_json(t.report), "\"verdict\":\"valid\""));
  TEGATA_IS(TEGATA_OK, tegata_bundle_free(t.bundle));
  TEGATA_IS(TEGATA_OK, tegata_report_free(t.report));
  TEGATA_IS(TEGATA_OK, tegata_verify(t.verifier, t.token, noon(), &t.report));
  TEGATA_IS(TEGATA_OK, tegata_report_free(t.report));
  TEGATA_IS(TEGATA_OK, tegata_verifier_free(t.verifier));
  TEGATA_IS(TEGATA_OK, tegata_certificate_free(t.certificate));
  TEGATA_IS(TEGATA_OK, tegata_transfer_free(t.transfer));
  TEGATA_IS(TEGATA_OK, tegata_decision_free(t.decision));
  TEGATA_IS(TEGATA_OK, tegata_signer_free(t.signer));
  TEGATA_IS(TEGATA_OK, tegata_register_free(t.statuses));
  TEGATA_IS(TEGATA_OK, tegata_verifier_free(NULL));
  TEGATA_IS(TEGATA_OK, tegata_text_free(NULL));
  free((void *)t.token.data);
  CHECK(wrong_calls >= 60);
  printf("%u wrong calls\ndone\n", wrong_calls);
  return 0;
}
