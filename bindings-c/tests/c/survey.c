/* Questions beyond one answer, and transfers in all their parts. */
#include "check.h"

static tegata_verifier *verifier;
static tegata_certificate *certificate;
static tegata_transfer *transfer;

/* Whether a text that a call made contains another. */
static int made(tegata_text **text, const char *content) {
  const int found = contains(tegata_text_bytes(*text), content);
  TEGATA_IS(TEGATA_OK, tegata_text_free(*text));
  *text = NULL;
  return found;
}

static tegata_instant instant(const char *text) {
  tegata_clocks clocks;
  TEGATA_IS(TEGATA_OK, tegata_clocks_at(tegata_str(text), tegata_str(""), &clocks));
  return clocks.valid_at;
}

static void surveys(void) {
  tegata_text *json = NULL;
  const tegata_instant from = instant("2026-01-01T00:00:00Z"), until = instant("2027-01-01T00:00:00Z");
  TEGATA_IS(TEGATA_OK,
            tegata_period(verifier, transfer, &certificate, 1, from, until, noon().known_at, &json));
  CHECK(made(&json, "\"format\":\"tegata.period/1\""));
  TEGATA_IS(TEGATA_OK, tegata_routes(verifier, transfer, NULL, 0, noon(), &json));
  CHECK(made(&json, "\"format\":\"tegata.routes/1\""));
  TEGATA_IS(TEGATA_OK, tegata_corridors(verifier, transfer, &certificate, 1, noon(), &json));
  CHECK(made(&json, "\"corridors\":["));
  TEGATA_IS(TEGATA_OK, tegata_openings(verifier, transfer, noon(), &json));
  CHECK(made(&json, "\"openings\":["));
  TEGATA_IS(TEGATA_OK, tegata_pack_lint(tegata_str(""), NULL, &json));
  CHECK(made(&json, "\"tegata.lint/1\""));
  TEGATA_IS(TEGATA_OK, tegata_inspect(read_file(TOKEN), NULL, &json));
  CHECK(made(&json, "UNVERIFIED"));
}

/* The instrument that the decision rested on ends: the decision falls. */
static void ends(void) {
  tegata_text *json = NULL;
  tegata_fault fault;
  tegata_ending ending;
  static const char asked[] =
      "{\"id\":\"D-1\",\"transfer\":{\"from\":\"SG\",\"to\":\"US\"},"
      "\"validAt\":\"2026-11-23T12:00:00Z\",\"knownAt\":\"2026-11-23T12:00:00Z\"}";
  ending.instrument = tegata_str("https://w3id.org/tegata/instrument/sg-reg12");
  ending.effective_at = ending.published_at = noon().valid_at;
  ending.ex_tunc_from = noon().valid_at;
  ending.ex_tunc_from.seconds = TEGATA_NEVER;
  TEGATA_IS(TEGATA_OK,
            tegata_impact(verifier, ending, tegata_str(asked), &certificate, 1, &fault, &json));
  CHECK(made(&json, "\"format\":\"tegata.impact/1\""));
  ending.instrument = tegata_str("no such instrument");
  TEGATA_IS(TEGATA_CONFIG_INVALID,
            tegata_impact(verifier, ending, tegata_str(asked), &certificate, 1, &fault, &json));
  CHECK(fault.len > 0);
}

static void whole_days(void) {
  tegata_instant first, last;
  tegata_clocks begin, end;
  tegata_decision *decision = NULL;
  tegata_report *report = NULL;
  TEGATA_IS(TEGATA_OK, tegata_day_of(verifier, transfer, tegata_str("2026-11-23"), &first, &last));
  CHECK(first.offset == 8 * 3600 && last.seconds - first.seconds == 24 * 3600 - 1);
  begin.valid_at = begin.known_at = first;
  end.valid_at = end.known_at = last;
  TEGATA_IS(TEGATA_OK,
            tegata_decide_day(verifier, transfer, &certificate, 1, begin, end, &decision));
  TEGATA_IS(TEGATA_OK, tegata_decision_free(decision));
  TEGATA_IS(TEGATA_OK, tegata_assess_day(verifier, certificate, begin, end, &report));
  TEGATA_IS(TEGATA_OK, tegata_report_free(report));
  TEGATA_IS(TEGATA_OK, tegata_assess(verifier, certificate, begin, &report));
  TEGATA_IS(TEGATA_OK, tegata_report_free(report));
  TEGATA_IS(TEGATA_OK, tegata_clocks_now(&begin));
  CHECK(begin.valid_at.seconds == begin.known_at.seconds && begin.valid_at.seconds > 1700000000);
}

static void states_everything(void) {
  tegata_transfer *other = NULL, *copy = NULL;
  tegata_text *json = NULL, *again = NULL;
  TEGATA_IS(TEGATA_OK, tegata_transfer_between(tegata_str("JP"), tegata_str("GB"), &other));
  TEGATA_IS(TEGATA_OK, tegata_transfer_to_party(other, tegata_str("Nova\"\n")));
  TEGATA_IS(TEGATA_OK, tegata_transfer_exported_by(other, tegata_str("did:web:us.example")));
  TEGATA_IS(TEGATA_OK, tegata_transfer_of(other, tegata_str("contact")));
  TEGATA_IS(TEGATA_OK, tegata_transfer_about(other, tegata_str("employees")));
  TEGATA_IS(TEGATA_OK, tegata_transfer_for_purpose(other, tegata_str("payroll")));
  TEGATA_IS(TEGATA_OK, tegata_transfer_in_sector(other, tegata_str("public")));
  TEGATA_IS(TEGATA_OK, tegata_transfer_with_evidence(other, tegata_str("consent")));
  TEGATA_IS(TEGATA_OK, tegata_transfer_fact(other, tegata_str("stated"), 1));
  TEGATA_IS(TEGATA_OK, tegata_transfer_fact(other, tegata_str("denied"), 0));
  TEGATA_IS(TEGATA_OK, tegata_transfer_json(other, &json));
  TEGATA_IS(TEGATA_OK, tegata_transfer_from_json(tegata_text_bytes(json), NULL, &copy));
  TEGATA_IS(TEGATA_OK, tegata_transfer_json(copy, &again));
  const tegata_bytes left = tegata_text_bytes(json), right = tegata_text_bytes(again);
  CHECK(left.len == right.len && memcmp(left.data, right.data, left.len) == 0);
  CHECK(contains(left, "\"facts\":{\"denied\":false,\"stated\":true}"));
  TEGATA_IS(TEGATA_OK, tegata_text_free(json));
  TEGATA_IS(TEGATA_OK, tegata_text_free(again));
  TEGATA_IS(TEGATA_OK, tegata_transfer_free(copy));
  TEGATA_IS(TEGATA_OK, tegata_transfer_free(other));
}

static void keeps_bundles(void) {
  char path[] = "/tmp/tegata-bundle-XXXXXX";
  tegata_bundle *embedded = NULL, *loaded = NULL;
  const int file = mkstemp(path);
  CHECK(file >= 0);
  TEGATA_IS(TEGATA_OK, tegata_bundle_embedded(&embedded));
  TEGATA_IS(TEGATA_OK, tegata_bundle_save(embedded, tegata_str(path), NULL));
  TEGATA_IS(TEGATA_OK, tegata_bundle_load(tegata_str(path), NULL, &loaded));
  const tegata_bytes digest = tegata_bundle_digest(embedded);
  CHECK(memcmp(digest.data, tegata_bundle_digest(loaded).data, 64) == 0);
  TEGATA_IS(TEGATA_OK, tegata_bundle_free(embedded));
  TEGATA_IS(TEGATA_OK, tegata_bundle_free(loaded));
  CHECK(remove(path) == 0);
}

int main(void) {
  tegata_report *refusal = NULL;
  verifier = example_verifier();
  TEGATA_IS(TEGATA_OK, tegata_authenticate(verifier, read_file(TOKEN), &certificate, &refusal));
  TEGATA_IS(TEGATA_OK, tegata_transfer_between(tegata_str("SG"), tegata_str("US"), &transfer));
  TEGATA_IS(TEGATA_OK, tegata_transfer_to(transfer, certificate));
  TEGATA_IS(TEGATA_OK, tegata_transfer_of(transfer, tegata_str("contact")));
  TEGATA_IS(TEGATA_OK, tegata_transfer_for_purpose(transfer, tegata_str("payroll")));
  surveys();
  ends();
  whole_days();
  states_everything();
  keeps_bundles();
  TEGATA_IS(TEGATA_OK, tegata_transfer_free(transfer));
  TEGATA_IS(TEGATA_OK, tegata_certificate_free(certificate));
  TEGATA_IS(TEGATA_OK, tegata_verifier_free(verifier));
  puts("done");
  return 0;
}
