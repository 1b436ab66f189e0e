/* Fetching: what is asked for goes through the guard, and what comes of it is told. */
#include "check.h"

static tegata_fetcher *fetcher_of(const tegata_verifier *verifier, const char *knobs) {
  tegata_fetcher *fetcher = NULL;
  tegata_fault fault;
  TEGATA_IS(TEGATA_OK, tegata_fetcher_new(verifier, tegata_str(knobs), &fault, &fetcher));
  CHECK(fetcher);
  return fetcher;
}

/* The bundle lacks nothing, so nobody is asked, and the answers are those of the verifier. */
static void answers_as_the_verifier_does(const tegata_verifier *verifier, tegata_bytes token) {
  tegata_fetcher *fetcher = fetcher_of(verifier, "");
  tegata_report *report = NULL, *alone = NULL;
  tegata_text *fetched = NULL;
  TEGATA_IS(TEGATA_OK, tegata_verify(verifier, token, noon(), &alone));
  TEGATA_IS(TEGATA_OK, tegata_verify_online(fetcher, token, noon(), &report, &fetched));
  CHECK(same(tegata_text_bytes(fetched), "[]"));
  const tegata_bytes json = tegata_report_json(report), expected = tegata_report_json(alone);
  CHECK(json.len == expected.len && memcmp(json.data, expected.data, json.len) == 0);
  TEGATA_IS(TEGATA_OK, tegata_text_free(fetched));
  TEGATA_IS(TEGATA_OK, tegata_report_free(report));
  TEGATA_IS(TEGATA_OK, tegata_report_free(alone));

  tegata_certificate *certificate = NULL;
  tegata_transfer *transfer = NULL;
  tegata_decision *decision = NULL, *plain = NULL;
  TEGATA_IS(TEGATA_OK, tegata_authenticate(verifier, token, &certificate, &report));
  TEGATA_IS(TEGATA_OK, tegata_transfer_between(tegata_str("SG"), tegata_str("US"), &transfer));
  TEGATA_IS(TEGATA_OK, tegata_transfer_to(transfer, certificate));
  TEGATA_IS(TEGATA_OK, tegata_transfer_of(transfer, tegata_str("contact")));
  TEGATA_IS(TEGATA_OK, tegata_transfer_for_purpose(transfer, tegata_str("payroll")));
  const tegata_result decided = tegata_decide(verifier, transfer, &certificate, 1, noon(), &plain);
  TEGATA_IS(decided, tegata_decide_online(fetcher, transfer, &certificate, 1, noon(), &decision,
                                          &fetched));
  CHECK(same(tegata_text_bytes(fetched), "[]"));
  CHECK(tegata_decision_explain(decision, "en").len == tegata_decision_explain(plain, "en").len);
  TEGATA_IS(TEGATA_OK, tegata_decision_free(plain));
  TEGATA_IS(TEGATA_OK, tegata_text_free(fetched));
  TEGATA_IS(TEGATA_OK, tegata_decision_free(decision));
  TEGATA_IS(TEGATA_OK, tegata_transfer_free(transfer));
  TEGATA_IS(TEGATA_OK, tegata_certificate_free(certificate));
  TEGATA_IS(TEGATA_OK, tegata_fetcher_free(fetcher));
}

/* An anchor whose list is at an address of the inner network. */
#define INNER                                                                                  \
  "{\"format\":\"tegata.bundle/1\",\"createdAt\":\"2026-11-23T00:00:00Z\",\"documents\":[],"     \
  "\"anchors\":[{\"id\":\"did:web:authority.example\",\"keys\":[],\"threshold\":1,"            \
  "\"sources\":[\"https://127.0.0.1/bodies\"],\"speaksFor\":{}}]}"

static void asks_nothing_that_the_guard_refuses(tegata_bytes token, const char *knobs) {
  tegata_bundle *inner = NULL, *after = NULL;
  tegata_verifier *verifier = NULL;
  tegata_report *report = NULL;
  tegata_text *fetched = NULL;
  tegata_fault fault;
  TEGATA_IS(TEGATA_OK, tegata_bundle_from_json(tegata_str(INNER), &fault, &inner));
  TEGATA_IS(TEGATA_OK, tegata_verifier_new(inner, tegata_str(""), &fault, &verifier));
  tegata_fetcher *fetcher = fetcher_of(verifier, knobs);
  TEGATA_IS(TEGATA_UNDETERMINED, tegata_verify_online(fetcher, token, noon(), &report, &fetched));
  CHECK(contains(tegata_text_bytes(fetched), "\"code\":\"fetch_url_refused\""));
  CHECK(contains(tegata_text_bytes(fetched), "\"url\":\"https://127.0.0.1/bodies\""));
  TEGATA_IS(TEGATA_OK, tegata_fetcher_bundle(fetcher, &after));
  CHECK(tegata_bundle_count(after) == 0);
  TEGATA_IS(TEGATA_OK, tegata_bundle_free(after));
  TEGATA_IS(TEGATA_OK, tegata_text_free(fetched));
  TEGATA_IS(TEGATA_OK, tegata_report_free(report));
  TEGATA_IS(TEGATA_OK, tegata_fetcher_free(fetcher));
  TEGATA_IS(TEGATA_STALE, tegata_fetcher_free(fetcher));
  TEGATA_IS(TEGATA_OK, tegata_verifier_free(verifier));
  TEGATA_IS(TEGATA_OK, tegata_bundle_free(inner));
}

static void misuse_is_told(const tegata_verifier *verifier, tegata_bytes token) {
  tegata_fetcher *fetcher = NULL;
  tegata_report *report = NULL;
  tegata_text *fetched = NULL;
  tegata_fault fault;
  TEGATA_IS(TEGATA_ARGUMENT,
            tegata_fetcher_new(verifier, tegata_str("{\"proxy\":\"x\"}"), &fault, &fetcher));
  CHECK(strstr(fault.text, "knobs"));
  TEGATA_IS(TEGATA_NULL, tegata_fetcher_new(NULL, tegata_str(""), NULL, &fetcher));
  TEGATA_IS(TEGATA_NULL, tegata_verify_online(NULL, token, noon(), &report, &fetched));
  TEGATA_IS(TEGATA_WRONG_TYPE,
            tegata_verify_online((const tegata_fetcher *)verifier, token, noon(), &report, &fetched));
  TEGATA_IS(TEGATA_OK, tegata_fetcher_free(NULL));
}

int main(void) {
  const tegata_bytes file = read_file(BUNDLE), token = read_file(TOKEN);
  tegata_bundle *bundle = NULL;
  tegata_verifier *verifier = NULL;
  tegata_fault fault;
  TEGATA_IS(TEGATA_OK, tegata_bundle_from_json(file, &fault, &bundle));
  TEGATA_IS(TEGATA_OK, tegata_verifier_new(bundle, tegata_str(""), &fault, &verifier));
  answers_as_the_verifier_does(verifier, token);
  asks_nothing_that_the_guard_refuses(token, "");
  asks_nothing_that_the_guard_refuses(token, "{\"ports\":[8443],\"milliseconds\":500}");
  misuse_is_told(verifier, token);
  TEGATA_IS(TEGATA_OK, tegata_verifier_free(verifier));
  TEGATA_IS(TEGATA_OK, tegata_bundle_free(bundle));
  free((void *)file.data);
  free((void *)token.data);
  puts("done");
  return 0;
}
