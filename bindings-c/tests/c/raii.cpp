// The C++ layer: from a file to a decision, failures as values and as exceptions, and a signer
// that calls back.
#include "check.h"
#include <string>
#include <tegata.hpp>

using namespace std::literals;

static std::string content(const char *path) {
  const tegata_bytes bytes = read_file(path);
  std::string text(bytes.data, bytes.len);
  std::free(const_cast<char *>(bytes.data));
  return text;
}

static tegata::verifier make() {
  const auto world = tegata::bundle::load(BUNDLE).value().with_embedded_pack().value();
  return tegata::verifier::make(world).value();
}

static void decides(const tegata::verifier &verifier, const std::string &token) {
  const auto certificate = verifier.authenticate(token).value();
  CHECK(certificate.legal_name() == "Nova Inc."sv);
  CHECK(certificate.claims().value().str().size() > 100);
  auto transfer = tegata::transfer::between("SG", "US");
  transfer.to(certificate).of("contact").for_purpose("payroll");
  const auto clocks = tegata::at(NOON).value();
  const auto decision = verifier.decide(transfer, {certificate}, clocks).value();
  CHECK(decision.may_move() && decision.importer() == "Nova Inc."sv);
  CHECK(decision.explain().find("RECOGNISED") == 0);
  const auto report = decision.report().value();
  CHECK(report.json() == decision.json() && report.holds() && report.code() == "ok"sv);
  CHECK(report.next_change().has_value());
  const auto without = verifier.decide(transfer, {}, clocks).value();
  CHECK(!without.may_move() && without.instrument().empty());
  CHECK(verifier.routes(transfer, {}, clocks).value().str().find("tegata.routes/1") !=
        std::string::npos);
}

static void fails_as_values(const tegata::verifier &verifier, const std::string &token) {
  const auto missing = tegata::bundle::load("no/such/file");
  CHECK(!missing && missing.error().result() == TEGATA_FILE && !missing.error().refusal());
  CHECK(missing.error().problem().find("no/such/file") == 0);
  const auto refused = verifier.authenticate(std::string_view(token).substr(1));
  CHECK(!refused && refused.error().result() == TEGATA_REFUSED);
  CHECK(refused.error().refusal()->verdict() == "refused"sv);
  const auto report = verifier.verify("x", tegata::at(NOON).value());
  CHECK(report && !report->holds() && report->result() == TEGATA_REFUSED);
  auto transfer = tegata::transfer::between("SG", "US");
  transfer.of("\xff");
  CHECK(transfer.of("contact").wrong() == TEGATA_NOT_UTF8);
  CHECK(verifier.decide(transfer, {}, tegata::now()).error().result() == TEGATA_NOT_UTF8);
}

static void fails_as_exceptions(const tegata::verifier &verifier) {
  bool caught = false;
  try {
    verifier.authenticate("x").value();
  } catch (const tegata::error &error) {
    caught = error.failure().refusal() != nullptr && error.what() == error.failure().problem();
  }
  CHECK(caught);
}

static void signs() {
  const auto key = tegata::signer::generate("ES256").value();
  const auto jwk = key.public_jwk().value();
  int asked = 0;
  const auto remote = tegata::signer::with("ES256", jwk.view(), [&](std::string_view message) {
    asked += !message.empty();
    if (asked > 1) throw 1;
    return std::optional<std::string>(std::string(64, 'x'));
  });
  const std::string draft = content("../examples/drafts/nova.json");
  const auto issued_at = tegata::at("2026-11-23T00:00:00Z").value().valid_at;
  // A wrong signature is never given out, and an exception goes no further.
  for (int turn = 1; turn <= 2; turn++) {
    const auto token =
        remote->certificate("https://body.example", draft, TEGATA_VC_JWT, issued_at);
    CHECK(!token && asked == turn && token.error().result() == TEGATA_MACHINE);
  }
}

int main() {
  CHECK(tegata::version() == TEGATA_VERSION);
  CHECK(tegata::name(TEGATA_STALE) == "TEGATA_STALE"sv);
  const auto verifier = make();
  const std::string token = content(TOKEN);
  decides(verifier, token);
  fails_as_values(verifier, token);
  fails_as_exceptions(verifier);
  signs();
  CHECK(tegata::inspect(token).value().str().find("UNVERIFIED") != std::string::npos);
  std::puts("done");
  return 0;
}
