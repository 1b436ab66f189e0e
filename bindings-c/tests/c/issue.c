/* A body issues a certificate, its holder presents it, a verifier accepts it, and the body
 * withdraws it. */
#include "check.h"

#define BODY "https://body.example"
#define LIST "https://body.example/status"

static char *text_of(tegata_text *text) {
  const tegata_bytes bytes = tegata_text_bytes(text);
  char *copy = malloc(bytes.len + 1);
  CHECK(copy && bytes.data);
  memcpy(copy, bytes.data, bytes.len);
  copy[bytes.len] = 0;
  TEGATA_IS(TEGATA_OK, tegata_text_free(text));
  return copy;
}

static char *public_key(const tegata_signer *signer) {
  tegata_text *jwk = NULL;
  TEGATA_IS(TEGATA_OK, tegata_signer_public_jwk(signer, &jwk));
  return text_of(jwk);
}

static tegata_signer *new_key(const char *id) {
  tegata_signer *signer = NULL;
  tegata_fault fault;
  TEGATA_IS(TEGATA_OK,
            tegata_signer_generate(tegata_str("ES256"), tegata_str(id), &fault, &signer));
  return signer;
}

static tegata_clocks at(const char *instant) {
  tegata_clocks clocks;
  TEGATA_IS(TEGATA_OK, tegata_clocks_at(tegata_str(instant), tegata_str(""), &clocks));
  return clocks;
}

static char *certificate_of(const tegata_signer *body, const tegata_signer *holder,
                            uint64_t index) {
  static char draft[4096];
  tegata_text *token = NULL;
  tegata_fault fault;
  char *key = public_key(holder);
  snprintf(draft, sizeof draft,
           "{\"subject\":{\"id\":\"did:web:nova.example\",\"legalName\":\"Nova Inc.\","
           "\"contact\":{\"email\":\"privacy@nova.example\"},"
           "\"certification\":{\"number\":\"N-1\",\"scheme\":\"https://schemes.example/s\","
           "\"schemeVersion\":\"1\",\"jurisdiction\":\"JP\",\"decidedOn\":\"2026-06-10\","
           "\"roles\":[\"controller\"],\"objectOfConformity\":\"organisation\"}},"
           "\"validFrom\":\"2026-06-15T00:00:00+09:00\",\"validUntil\":\"2028-06-14T23:59:59+09:00\","
           "\"status\":[{\"kind\":\"token\",\"list\":\"" LIST "\",\"index\":%llu}],"
           "\"holderKey\":%s}",
           (unsigned long long)index, key);
  const tegata_bytes hidden = tegata_str("/contact");
  const tegata_result result = tegata_issue_certificate(
      body, tegata_str(BODY), tegata_str(draft), TEGATA_DC_SD_JWT, &hidden, 1,
      at("2026-06-15T00:00:00Z").valid_at, &fault, &token);
  if (result != TEGATA_OK) fprintf(stderr, "%s\n", fault.text);
  TEGATA_IS(TEGATA_OK, result);
  free(key);
  return text_of(token);
}

#define EMPTY                                                                                    \
  "{\"format\":\"tegata.bundle/1\",\"createdAt\":\"2026-11-23T00:00:00Z\",\"anchors\":[],"           \
  "\"documents\":[]}"

static tegata_bundle *pinned(const tegata_signer *body) {
  static char anchor[4096];
  const tegata_instant day = at("2026-11-23T00:00:00Z").valid_at;
  tegata_bundle *empty = NULL, *bundle = NULL;
  char *key = public_key(body);
  snprintf(anchor, sizeof anchor,
           "{\"id\":\"" BODY "\",\"keys\":[%s],\"speaksFor\":{\"certifies\":[{"
           "\"scheme\":\"https://schemes.example/s\",\"schemeVersion\":\"any\",\"roles\":\"any\","
           "\"jurisdictions\":[\"JP\"]}]}}",
           key);
  tegata_fault fault;
  TEGATA_IS(TEGATA_OK, tegata_bundle_from_json(tegata_str(EMPTY), &fault, &empty));
  TEGATA_IS(TEGATA_CONFIG_INVALID,
            tegata_bundle_with_anchor(empty, tegata_str("[]"), day, &fault, &bundle));
  const tegata_result result =
      tegata_bundle_with_anchor(empty, tegata_str(anchor), day, &fault, &bundle);
  if (result != TEGATA_OK) fprintf(stderr, "%s\n", fault.text);
  TEGATA_IS(TEGATA_OK, result);
  CHECK(contains(tegata_bundle_json(bundle), BODY) && !contains(tegata_bundle_json(empty), BODY));
  TEGATA_IS(TEGATA_OK, tegata_bundle_free(empty));
  free(key);
  return bundle;
}

/* A bundle with a list of that time. */
static tegata_bundle *listed(const tegata_signer *body, const tegata_register *statuses,
                             const char *issued_at) {
  tegata_bundle *bundle = pinned(body), *with_list = NULL;
  tegata_text *list = NULL;
  const tegata_instant day = at(issued_at).valid_at;
  TEGATA_IS(TEGATA_OK,
            tegata_issue_status_list(body, tegata_str(BODY), statuses, day,
                                     at("2026-11-29T00:00:00Z").valid_at, NULL, &list));
  TEGATA_IS(TEGATA_OK,
            tegata_bundle_with_document(bundle, tegata_str(LIST), tegata_str(""),
                                        tegata_text_bytes(list), day, NULL, &with_list));
  TEGATA_IS(TEGATA_OK, tegata_text_free(list));
  TEGATA_IS(TEGATA_OK, tegata_bundle_free(bundle));
  return with_list;
}

static void never_goes_back(const tegata_signer *body, const tegata_register *statuses) {
  tegata_bundle *older = listed(body, statuses, "2026-11-21T00:00:00Z");
  tegata_bundle *newer = listed(body, statuses, "2026-11-22T00:00:00Z");
  tegata_text *first = NULL, *second = NULL, *third = NULL;
  tegata_fault fault;
  TEGATA_IS(TEGATA_CONFIG_INVALID,
            tegata_bundle_admit(older, tegata_str("[]"), &fault, &first));
  TEGATA_IS(TEGATA_OK, tegata_bundle_admit(older, tegata_str(""), &fault, &first));
  TEGATA_IS(TEGATA_OK, tegata_bundle_admit(newer, tegata_text_bytes(first), &fault, &second));
  TEGATA_IS(TEGATA_OK, tegata_bundle_admit(newer, tegata_text_bytes(second), &fault, &third));
  TEGATA_IS(TEGATA_OK, tegata_text_free(first));
  TEGATA_IS(TEGATA_BUNDLE_INVALID,
            tegata_bundle_admit(older, tegata_text_bytes(second), &fault, &first));
  CHECK(contains(tegata_str(fault.text), "trust_list_rollback"));
  TEGATA_IS(TEGATA_OK, tegata_text_free(second));
  TEGATA_IS(TEGATA_OK, tegata_text_free(third));
  TEGATA_IS(TEGATA_OK, tegata_bundle_free(older));
  TEGATA_IS(TEGATA_OK, tegata_bundle_free(newer));
}

/* A verifier with the list as the register has it now. */
static tegata_verifier *informed(const tegata_signer *body, const tegata_register *statuses) {
  tegata_bundle *bundle = pinned(body), *with_list = NULL;
  tegata_verifier *verifier = NULL;
  tegata_text *list = NULL, *policy = NULL;
  tegata_fault fault;
  TEGATA_IS(TEGATA_OK,
            tegata_issue_status_list(body, tegata_str(BODY), statuses,
                                     at("2026-11-22T00:00:00Z").valid_at,
                                     at("2026-11-29T00:00:00Z").valid_at, &fault, &list));
  TEGATA_IS(TEGATA_OK,
            tegata_bundle_with_document(bundle, tegata_str(LIST), tegata_str(""),
                                        tegata_text_bytes(list),
                                        at("2026-11-22T00:00:00Z").valid_at, &fault, &with_list));
  CHECK(tegata_bundle_count(with_list) == 1 && same(tegata_bundle_url(with_list, 0), LIST));
  CHECK(!tegata_bundle_problem(with_list, tegata_str(LIST)).data);
  CHECK(contains(tegata_bundle_json(with_list), LIST));
  TEGATA_IS(TEGATA_OK, tegata_verifier_new(with_list, tegata_str("{}"), &fault, &verifier));
  TEGATA_IS(TEGATA_OK, tegata_verifier_policy(verifier, &policy));
  CHECK(contains(tegata_text_bytes(policy), "clockSkewSeconds"));
  TEGATA_IS(TEGATA_OK, tegata_text_free(policy));
  TEGATA_IS(TEGATA_OK, tegata_text_free(list));
  TEGATA_IS(TEGATA_OK, tegata_bundle_free(with_list));
  TEGATA_IS(TEGATA_OK, tegata_bundle_free(bundle));
  return verifier;
}

static void presents(const tegata_verifier *verifier, const char *token,
                     const tegata_signer *holder) {
  const tegata_clocks now = at("2026-11-23T00:00:00Z");
  tegata_text *shown = NULL, *pointers = NULL, *claims = NULL;
  tegata_certificate *certificate = NULL;
  tegata_report *report = NULL;
  tegata_expected expected;
  expected.audience = tegata_str("https://verifier.example");
  expected.nonce = tegata_str("n-1");
  expected.max_age_seconds = 60;
  TEGATA_IS(TEGATA_OK, tegata_disclosable(tegata_str(token), NULL, &pointers));
  CHECK(contains(tegata_text_bytes(pointers), "contact"));
  TEGATA_IS(TEGATA_OK, tegata_text_free(pointers));
  TEGATA_IS(TEGATA_OK, tegata_present(tegata_str(token), NULL, 0, holder, expected.audience,
                                      expected.nonce, now.valid_at, NULL, &shown));
  /* Not without asking who presents it. */
  TEGATA_IS(TEGATA_REFUSED,
            tegata_authenticate(verifier, tegata_text_bytes(shown), &certificate, &report));
  TEGATA_IS(TEGATA_OK, tegata_report_free(report));
  TEGATA_IS(TEGATA_OK,
            tegata_authenticate_presentation(verifier, tegata_text_bytes(shown), expected, now,
                                             &certificate, &report));
  TEGATA_IS(TEGATA_OK, tegata_certificate_claims(certificate, &claims));
  CHECK(!contains(tegata_text_bytes(claims), "privacy@nova.example"));
  CHECK(same(tegata_certificate_subject(certificate), "did:web:nova.example"));
  CHECK(same(tegata_certificate_issuer(certificate), BODY));
  CHECK(same(tegata_certificate_number(certificate), "N-1"));
  CHECK(same(tegata_certificate_scheme(certificate), "https://schemes.example/s"));
  TEGATA_IS(TEGATA_OK, tegata_text_free(claims));
  TEGATA_IS(TEGATA_OK, tegata_certificate_free(certificate));
  expected.nonce = tegata_str("n-2");
  TEGATA_IS(TEGATA_REFUSED,
            tegata_authenticate_presentation(verifier, tegata_text_bytes(shown), expected, now,
                                             &certificate, &report));
  CHECK(same(tegata_report_code(report), "key_binding_nonce_wrong"));
  TEGATA_IS(TEGATA_OK, tegata_report_free(report));
  TEGATA_IS(TEGATA_OK, tegata_text_free(shown));
  TEGATA_IS(TEGATA_OK, tegata_disclose(tegata_str(token), NULL, 0, NULL, &shown));
  CHECK(tegata_text_bytes(shown).len < strlen(token));
  TEGATA_IS(TEGATA_OK, tegata_text_free(shown));
}

static void keeps_keys(const tegata_signer *body) {
  char path[] = "/tmp/tegata-key-XXXXXX";
  tegata_signer *loaded = NULL;
  tegata_fault fault;
  const int file = mkstemp(path);
  CHECK(file >= 0 && remove(path) == 0);
  TEGATA_IS(TEGATA_OK, tegata_signer_save(body, tegata_str(path), tegata_str("a secret"), &fault));
  TEGATA_IS(TEGATA_FILE, tegata_signer_save(body, tegata_str(path), tegata_str("other"), &fault));
  TEGATA_IS(TEGATA_KEY_INVALID, tegata_signer_load(tegata_str(path), tegata_str("wrong"),
                                                   tegata_str(""), &fault, &loaded));
  CHECK(!strstr(fault.text, "wrong passphrase: wrong"));
  TEGATA_IS(TEGATA_OK, tegata_signer_load(tegata_str(path), tegata_str("a secret"),
                                          tegata_str(BODY "#1"), &fault, &loaded));
  char *before = public_key(body), *after = public_key(loaded);
  CHECK(strcmp(before, after) == 0);
  free(before);
  free(after);
  TEGATA_IS(TEGATA_OK, tegata_signer_free(loaded));
  CHECK(remove(path) == 0);
}

static void keeps_registers(tegata_register **statuses) {
  tegata_text *json = NULL;
  tegata_register *copy = NULL;
  TEGATA_IS(TEGATA_OK, tegata_register_json(*statuses, &json));
  TEGATA_IS(TEGATA_OK, tegata_register_from_json(tegata_text_bytes(json), NULL, &copy));
  TEGATA_IS(TEGATA_OK, tegata_text_free(json));
  TEGATA_IS(TEGATA_OK, tegata_register_free(*statuses));
  *statuses = copy;
}

int main(int count, char **arguments) {
  tegata_signer *body = new_key(BODY "#1"), *holder = new_key("");
  tegata_register *statuses = NULL;
  tegata_report *report = NULL;
  tegata_credential *credential = NULL;
  tegata_text *claims = NULL;
  uint64_t index = 0;
  const tegata_clocks now = at("2026-11-23T00:00:00Z");
  TEGATA_IS(TEGATA_OK, tegata_register_new(tegata_str(LIST), TEGATA_LIST_TOKEN, &statuses));
  TEGATA_IS(TEGATA_OK, tegata_register_allocate(statuses, NULL, &index));
  char *token = certificate_of(body, holder, index);

  never_goes_back(body, statuses);
  tegata_verifier *verifier = informed(body, statuses);
  TEGATA_IS(TEGATA_OK, tegata_verify(verifier, tegata_str(token), now, &report));
  TEGATA_IS(TEGATA_OK, tegata_report_free(report));
  presents(verifier, token, holder);
  TEGATA_IS(TEGATA_OK, tegata_open(verifier, tegata_str(token), &credential, &report));
  CHECK(same(tegata_credential_issuer(credential), BODY));
  TEGATA_IS(TEGATA_OK, tegata_credential_claims(credential, &claims));
  TEGATA_IS(TEGATA_OK, tegata_text_free(claims));
  TEGATA_IS(TEGATA_OK, tegata_credential_free(credential));
  TEGATA_IS(TEGATA_OK, tegata_verifier_free(verifier));

  TEGATA_IS(TEGATA_OK, tegata_register_set(statuses, index, TEGATA_STATUS_REVOKED, NULL));
  TEGATA_IS(TEGATA_DOCUMENT_INVALID,
            tegata_register_set(statuses, index, TEGATA_STATUS_VALID, NULL));
  keeps_registers(&statuses);
  verifier = informed(body, statuses);
  TEGATA_IS(TEGATA_REFUSED, tegata_verify(verifier, tegata_str(token), now, &report));
  CHECK(same(tegata_report_code(report), "revoked"));
  CHECK(same(tegata_report_verdict(report), "refused"));
  tegata_instant change;
  TEGATA_IS(TEGATA_OK, tegata_report_next_change(report, &change));
  TEGATA_IS(TEGATA_OK, tegata_report_fresh_until(report, &change));
  TEGATA_IS(TEGATA_OK, tegata_report_free(report));
  TEGATA_IS(TEGATA_OK, tegata_verifier_free(verifier));

  /* Deriving keys from passphrases is slow on purpose, and far slower under Valgrind. */
  if (count < 2 || strcmp(arguments[1], "without-keys") != 0) keeps_keys(body);
  free(token);
  TEGATA_IS(TEGATA_OK, tegata_register_free(statuses));
  TEGATA_IS(TEGATA_OK, tegata_signer_free(body));
  TEGATA_IS(TEGATA_OK, tegata_signer_free(holder));
  puts("done");
  return 0;
}
