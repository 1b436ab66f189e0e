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

static void decides_about_days(const tegata::verifier &verifier, const std::string &token) {
  const auto certificate = verifier.authenticate(token).value();
  auto transfer = tegata::transfer::between("SG", "US");
  transfer.to(certificate).of("contact").for_purpose("payroll");
  const auto [first, last] = verifier.day_of(transfer, "2026-11-23").value();
  CHECK(last.seconds - first.seconds == 24 * 3600 - 1 && !verifier.day_of(transfer, "today"));
  const tegata_clocks begin{first, first}, end{last, last};
  const auto decision = verifier.decide_day(transfer, {certificate}, begin, end).value();
  CHECK(decision.may_move());
  CHECK(verifier.assess_day(certificate, begin, end).value().holds());

  const auto noon = tegata::at(NOON).value().valid_at;
  tegata_ending ending{};
  ending.instrument = tegata_str("https://w3id.org/tegata/instrument/sg-reg12");
  ending.effective_at = ending.published_at = ending.ex_tunc_from = noon;
  ending.ex_tunc_from.seconds = TEGATA_NEVER;
  const auto asked = R"({"id":"D-1","transfer":{"from":"SG","to":"US"},)"
                     R"("validAt":"2026-11-23T12:00:00Z","knownAt":"2026-11-23T12:00:00Z"})"sv;
  const auto impact = verifier.impact(ending, asked, {certificate}).value();
  CHECK(impact.view().find("tegata.impact/1") != std::string_view::npos);
  CHECK(verifier.policy()->view().find("clockSkewSeconds") != std::string_view::npos);
}

constexpr auto BODY = "https://body.example"sv, LIST = "https://body.example/status"sv;

static tegata::text certify(const tegata::signer &body, const tegata::signer &holder,
                            std::uint64_t index) {
  const std::string draft =
      R"({"subject":{"id":"did:web:nova.example","legalName":"Nova Inc.",)"
      R"("contact":{"email":"privacy@nova.example"},"certification":{"number":"N-1",)"
      R"("scheme":"https://schemes.example/s","schemeVersion":"1","jurisdiction":"JP",)"
      R"("decidedOn":"2026-06-10","roles":["controller"],"objectOfConformity":"organisation"}},)"
      R"("validFrom":"2026-06-15T00:00:00+09:00","validUntil":"2028-06-14T23:59:59+09:00",)"
      R"("status":[{"kind":"token","list":"https://body.example/status","index":)" +
      std::to_string(index) + R"(}],"holderKey":)" + holder.public_jwk().value().str() + "}";
  const auto issued_at = tegata::at("2026-06-15T00:00:00Z").value().valid_at;
  return body.certificate(BODY, draft, TEGATA_DC_SD_JWT, issued_at, {"/contact"}).value();
}

static tegata::verifier informed(const tegata::signer &body,
                                 const tegata::status_register &statuses) {
  const auto issued_at = tegata::at("2026-11-22T00:00:00Z").value().valid_at;
  const auto until = tegata::at("2026-11-29T00:00:00Z").value().valid_at;
  const auto list = body.status_list(BODY, statuses, issued_at, until).value();
  const std::string anchor =
      R"({"id":"https://body.example","keys":[)" + body.public_jwk().value().str() +
      R"(],"speaksFor":{"certifies":[{"scheme":"https://schemes.example/s",)"
      R"("schemeVersion":"any","roles":"any","jurisdictions":["JP"]}]}})";
  const auto empty = tegata::bundle::from_json(
      R"({"format":"tegata.bundle/1","createdAt":"2026-11-23T00:00:00Z","anchors":[],"documents":[]})");
  const auto world =
      empty->with_anchor(anchor, issued_at)->with_document(LIST, list.view(), issued_at).value();
  CHECK(world.count() == 1 && world.url(0) == LIST && world.problem(LIST).empty());
  const auto marks = world.admit("").value();
  CHECK(world.admit(marks.view()) && !world.admit("[]"));
  return tegata::verifier::make(world).value();
}

// A body issues, the holder shows what it wants to, and the body withdraws.
static void issues_presents_and_withdraws() {
  const auto body = tegata::signer::generate("ES256", "https://body.example#1").value();
  const auto holder = tegata::signer::generate("ES256").value();
  auto statuses = tegata::status_register::make(LIST, TEGATA_LIST_TOKEN).value();
  const auto index = statuses.allocate().value();
  const auto token = certify(body, holder, index);
  CHECK(tegata::disclosable(token.view())->view().find("contact") != std::string_view::npos);
  CHECK(tegata::disclose(token.view(), {})->view().size() < token.view().size());

  const auto now = tegata::at("2026-11-23T00:00:00Z").value();
  const auto shown = tegata::present(token.view(), {"/contact/email"}, holder,
                                     "https://verifier.example", "n-1", now.valid_at)
                         .value();
  const auto before = informed(body, statuses);
  const auto certificate =
      before.authenticate_presentation(shown.view(), "https://verifier.example", "n-1", 60, now);
  CHECK(certificate && certificate->number() == "N-1"sv);
  CHECK(certificate->claims()->view().find("privacy@nova.example") != std::string_view::npos);

  CHECK(!statuses.set(index, TEGATA_STATUS_REVOKED));
  const auto wrong = statuses.set(index, TEGATA_STATUS_VALID);
  CHECK(wrong && wrong->result() == TEGATA_DOCUMENT_INVALID && !wrong->problem().empty());
  const auto copy = tegata::status_register::from_json(statuses.json()->view()).value();
  CHECK(informed(body, copy).verify(token.view(), now)->code() == "revoked"sv);

  const auto other = tegata::combine({token.view(), token.view()});
  CHECK(!other && other.error().result() >= 16);
  CHECK(!tegata::pack_lint("{}") && body.save("/no/such/folder/key"));
}

#if defined(TEGATA_HTTP)
// The bundle lacks nothing, so nobody is asked.
static void fetches(const tegata::verifier &verifier, const std::string &token) {
  const auto online = tegata::fetcher::make(verifier).value();
  const auto clocks = tegata::at(NOON).value();
  const auto [report, fetched] = online.verify(token, clocks).value();
  CHECK(report.json() == verifier.verify(token, clocks)->json() && fetched.view() == "[]"sv);
  const auto certificate = verifier.authenticate(token).value();
  auto transfer = tegata::transfer::between("SG", "US");
  transfer.to(certificate).of("contact").for_purpose("payroll");
  const auto answer = online.decide(transfer, {certificate}, clocks);
  CHECK(answer->first.may_move() && answer->second.view() == "[]"sv);
  CHECK(online.world()->count() > 0);
  CHECK(tegata::fetcher::make(verifier, "[]").error().problem().find("knobs") != std::string::npos);
}
#endif

int main() {
  CHECK(tegata::version() == TEGATA_VERSION);
  CHECK(tegata::name(TEGATA_STALE) == "TEGATA_STALE"sv);
  const auto verifier = make();
  const std::string token = content(TOKEN);
  decides(verifier, token);
  fails_as_values(verifier, token);
  fails_as_exceptions(verifier);
  signs();
  decides_about_days(verifier, token);
  issues_presents_and_withdraws();
#if defined(TEGATA_HTTP)
  fetches(verifier, token);
#endif
  CHECK(tegata::inspect(token).value().str().find("UNVERIFIED") != std::string::npos);
  std::puts("done");
  return 0;
}
