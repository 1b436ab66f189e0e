/* The way from a file to a decision, and what each answer comes with. */
#include "check.h"

static void verifies(const tegata_verifier *verifier, tegata_bytes token) {
  tegata_report *report = NULL;
  TEGATA_IS(TEGATA_OK, tegata_verify(verifier, token, noon(), &report));
  CHECK(contains(tegata_report_json(report), "\"verdict\":\"valid\""));
  CHECK(contains(tegata_report_explain(report, "en"), "VALID: Nova Inc."));
  CHECK(contains(tegata_report_explain(report, "ja"), "Nova Inc."));
  CHECK(!tegata_report_explain(report, "fr").data);
  TEGATA_IS(TEGATA_OK, tegata_report_free(report));
}

static void refuses(const tegata_verifier *verifier, tegata_bytes token) {
  tegata_report *report = NULL;
  token.len -= 1;
  TEGATA_IS(TEGATA_REFUSED, tegata_verify(verifier, token, noon(), &report));
  CHECK(contains(tegata_report_json(report), "\"verdict\":\"refused\""));
  TEGATA_IS(TEGATA_OK, tegata_report_free(report));

  tegata_certificate *certificate = (tegata_certificate *)&report;
  TEGATA_IS(TEGATA_REFUSED, tegata_authenticate(verifier, token, &certificate, &report));
  CHECK(!certificate);
  TEGATA_IS(TEGATA_OK, tegata_report_free(report));
}

static void decides(const tegata_verifier *verifier, tegata_bytes token) {
  tegata_certificate *certificate = NULL;
  tegata_report *refusal = NULL;
  tegata_transfer *transfer = NULL;
  tegata_decision *decision = NULL;
  TEGATA_IS(TEGATA_OK, tegata_authenticate(verifier, token, &certificate, &refusal));
  CHECK(certificate && !refusal);
  CHECK(same(tegata_certificate_legal_name(certificate), "Nova Inc."));
  TEGATA_IS(TEGATA_OK, tegata_transfer_between(tegata_str("SG"), tegata_str("US"), &transfer));
  TEGATA_IS(TEGATA_OK, tegata_transfer_to(transfer, certificate));
  TEGATA_IS(TEGATA_OK, tegata_transfer_of(transfer, tegata_str("contact")));
  TEGATA_IS(TEGATA_OK, tegata_transfer_for_purpose(transfer, tegata_str("payroll")));
  TEGATA_IS(TEGATA_OK, tegata_decide(verifier, transfer, &certificate, 1, noon(), &decision));
  CHECK(contains(tegata_decision_explain(decision, "en"), "RECOGNISED"));
  CHECK(same(tegata_decision_importer(decision), "Nova Inc."));
  TEGATA_IS(TEGATA_OK, tegata_decision_free(decision));

  /* Nothing was shown: the same transfer rests on nothing. */
  const tegata_result without = tegata_decide(verifier, transfer, NULL, 0, noon(), &decision);
  CHECK(without == TEGATA_REFUSED || without == TEGATA_UNDETERMINED);
  CHECK(!tegata_decision_instrument(decision).data);
  CHECK(!tegata_decision_importer(decision).data);
  TEGATA_IS(TEGATA_OK, tegata_decision_free(decision));
  TEGATA_IS(TEGATA_OK, tegata_transfer_free(transfer));
  TEGATA_IS(TEGATA_OK, tegata_certificate_free(certificate));
}

int main(void) {
  tegata_verifier *verifier = example_verifier();
  const tegata_bytes token = read_file(TOKEN);
  verifies(verifier, token);
  refuses(verifier, token);
  decides(verifier, token);
  free((void *)token.data);
  TEGATA_IS(TEGATA_OK, tegata_verifier_free(verifier));
  puts("done");
  return 0;
}
