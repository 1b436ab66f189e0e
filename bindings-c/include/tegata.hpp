// tegata for C++17: the functions of tegata.h as types that clean up after themselves. There is
// nothing to link beside the library. docs/c.md begins with an example.
//
// What can fail gives an `expected<T>`: a value, or a `failure` that says why there is none.
// Nothing here throws but `expected<T>::value()`. Text goes in as std::string_view and is not
// copied; what comes out is borrowed from the object that was asked, and lives as long.
#ifndef TEGATA_HPP
#define TEGATA_HPP

#include <cstdlib>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tegata.h>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace tegata {

namespace detail {

inline tegata_bytes lent(std::string_view text) { return {text.data(), text.size()}; }

inline std::string_view view(tegata_bytes bytes) {
  return bytes.data ? std::string_view(bytes.data, bytes.len) : std::string_view();
}

// A handle, and the function that ends it.
template <class T, tegata_result (*Free)(T *)> struct ending {
  void operator()(T *handle) const noexcept { Free(handle); }
};
template <class T, tegata_result (*Free)(T *)> using owned = std::unique_ptr<T, ending<T, Free>>;

} // namespace detail

inline std::string_view version() { return detail::view(tegata_version()); }
inline std::string_view name(tegata_result result) {
  return detail::view(tegata_result_name(result));
}

// An answer with its evidence.
class report {
public:
  explicit report(tegata_report *handle) : handle_(handle) {}

  // Whether the answer is a yes.
  bool holds() const { return result() == TEGATA_OK; }
  tegata_result result() const { return tegata_report_result(get()); }
  std::string_view verdict() const { return detail::view(tegata_report_verdict(get())); }
  std::string_view code() const { return detail::view(tegata_report_code(get())); }
  std::string_view json() const & { return detail::view(tegata_report_json(get())); }
  std::string_view json() const && = delete;
  std::string_view explain(const char *language = "en") const & {
    return detail::view(tegata_report_explain(get(), language));
  }
  std::string_view explain(const char *language = "en") const && = delete;
  // None where nothing is known to change it.
  std::optional<tegata_instant> next_change() const { return when(tegata_report_next_change); }
  std::optional<tegata_instant> fresh_until() const { return when(tegata_report_fresh_until); }
  const tegata_report *get() const { return handle_.get(); }

private:
  template <class F> std::optional<tegata_instant> when(F ask) const {
    tegata_instant instant;
    const bool known = ask(get(), &instant) == TEGATA_OK && instant.seconds != TEGATA_NEVER;
    return known ? std::optional<tegata_instant>(instant) : std::nullopt;
  }

  detail::owned<tegata_report, tegata_report_free> handle_;
};

// Why there is no value: the caller's mistake (16 and above), or a refusal with its report.
class failure {
public:
  failure(tegata_result result, std::string problem, std::shared_ptr<const report> refusal = {})
      : result_(result), problem_(std::move(problem)), refusal_(std::move(refusal)) {}

  tegata_result result() const { return result_; }
  const std::string &problem() const { return problem_; }
  // NULL unless it is a refusal.
  const report *refusal() const { return refusal_.get(); }

private:
  tegata_result result_;
  std::string problem_;
  std::shared_ptr<const report> refusal_;
};

// What `expected<T>::value()` throws.
class error : public std::runtime_error {
public:
  explicit error(class failure why) : std::runtime_error(why.problem()), why_(std::move(why)) {}
  const class failure &failure() const { return why_; }

private:
  class failure why_;
};

// A value, or why there is none.
template <class T> class [[nodiscard]] expected {
public:
  expected(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  expected(failure why) : held_(std::in_place_index<1>, std::move(why)) {}

  bool has_value() const { return held_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  // Undefined where there is none, as of std::expected.
  T &operator*() & { return *std::get_if<0>(&held_); }
  const T &operator*() const & { return *std::get_if<0>(&held_); }
  T &&operator*() && { return std::move(*std::get_if<0>(&held_)); }
  T *operator->() { return std::get_if<0>(&held_); }
  const T *operator->() const { return std::get_if<0>(&held_); }
  const failure &error() const { return *std::get_if<1>(&held_); }

  // The value; throws tegata::error where there is none.
  T &value() & { return check(), **this; }
  const T &value() const & { return check(), **this; }
  T &&value() && { return check(), *std::move(*this); }

private:
  void check() const {
    if (has_value()) return;
#if defined(__cpp_exceptions)
    throw tegata::error(error());
#else
    std::abort();
#endif
  }

  std::variant<T, failure> held_;
};

namespace detail {

inline failure failed(tegata_result result, const tegata_fault *fault = nullptr) {
  return failure(result, fault ? std::string(fault->text, fault->len) : std::string(name(result)));
}

// Calls a function whose last argument is an output.
template <class T, class H, class F, class... A> expected<T> make(F function, A... arguments) {
  H *handle = nullptr;
  const tegata_result result = function(arguments..., &handle);
  if (result > TEGATA_CONDITIONAL) return failed(result);
  return T(handle);
}

// The same with a fault before the output.
template <class T, class H, class F, class... A> expected<T> make_or_tell(F function, A... arguments) {
  H *handle = nullptr;
  tegata_fault fault;
  const tegata_result result = function(arguments..., &fault, &handle);
  if (result > TEGATA_CONDITIONAL) return failed(result, &fault);
  return T(handle);
}

// The same with a refusal after the output.
template <class T, class H, class F, class... A> expected<T> make_or_refuse(F function, A... arguments) {
  H *handle = nullptr;
  tegata_report *refusal = nullptr;
  const tegata_result result = function(arguments..., &handle, &refusal);
  if (result == TEGATA_OK) return T(handle);
  if (result > TEGATA_CONDITIONAL) return failed(result);
  auto told = std::make_shared<const report>(refusal);
  return failure(result, std::string(told->explain()), told);
}

// What is wrong where a call has nothing to give.
template <class F, class... A> std::optional<failure> unless_done(F function, A... arguments) {
  tegata_fault fault;
  const tegata_result result = function(arguments..., &fault);
  if (result == TEGATA_OK) return std::nullopt;
  return failed(result, &fault);
}

inline std::vector<tegata_bytes> lent(const std::vector<std::string_view> &texts) {
  std::vector<tegata_bytes> given;
  for (std::string_view text : texts) given.push_back(lent(text));
  return given;
}

} // namespace detail

// A text that a call made.
class text {
public:
  explicit text(tegata_text *handle) : handle_(handle) {}
  std::string_view view() const & { return detail::view(tegata_text_bytes(handle_.get())); }
  std::string_view view() const && = delete;
  std::string str() const { return std::string(detail::view(tegata_text_bytes(handle_.get()))); }

private:
  detail::owned<tegata_text, tegata_text_free> handle_;
};

inline tegata_clocks now() {
  tegata_clocks clocks{};
  tegata_clocks_now(&clocks);
  return clocks;
}

// Clocks from instants with their offsets; without `known_at`, as it was known on the day.
inline expected<tegata_clocks> at(std::string_view valid_at, std::string_view known_at = {}) {
  tegata_clocks clocks;
  const tegata_result result =
      tegata_clocks_at(detail::lent(valid_at), detail::lent(known_at), &clocks);
  if (result != TEGATA_OK) return detail::failed(result);
  return clocks;
}

// Anchors and documents, verified and indexed.
class bundle {
public:
  explicit bundle(tegata_bundle *handle) : handle_(handle) {}

  static expected<bundle> load(std::string_view path) {
    return detail::make_or_tell<bundle, tegata_bundle>(tegata_bundle_load, detail::lent(path));
  }
  static expected<bundle> from_json(std::string_view json) {
    return detail::make_or_tell<bundle, tegata_bundle>(tegata_bundle_from_json, detail::lent(json));
  }
  static expected<bundle> embedded() {
    return detail::make<bundle, tegata_bundle>(tegata_bundle_embedded);
  }
  expected<bundle> with_embedded_pack() const {
    return detail::make_or_tell<bundle, tegata_bundle>(tegata_bundle_with_embedded_pack, get());
  }
  expected<bundle> with_document(std::string_view url, std::string_view body,
                                 tegata_instant obtained_at,
                                 std::string_view media_type = {}) const {
    return detail::make_or_tell<bundle, tegata_bundle>(
        tegata_bundle_with_document, get(), detail::lent(url), detail::lent(media_type),
        detail::lent(body), obtained_at);
  }
  expected<bundle> with_anchor(std::string_view anchor, tegata_instant at) const {
    return detail::make_or_tell<bundle, tegata_bundle>(tegata_bundle_with_anchor, get(),
                                                       detail::lent(anchor), at);
  }
  // The raised marks, to be kept beside the bundle; `marks` is empty the first time.
  expected<text> admit(std::string_view marks) const {
    return detail::make_or_tell<text, tegata_text>(tegata_bundle_admit, get(),
                                                   detail::lent(marks));
  }
  std::string_view json() const & { return detail::view(tegata_bundle_json(get())); }
  std::string_view json() const && = delete;
  std::string_view digest() const & { return detail::view(tegata_bundle_digest(get())); }
  std::string_view digest() const && = delete;
  // How many documents it has, the address of each, and what is wrong with one; empty if nothing.
  std::size_t count() const { return tegata_bundle_count(get()); }
  std::string_view url(std::size_t number) const & {
    return detail::view(tegata_bundle_url(get(), number));
  }
  std::string_view url(std::size_t number) const && = delete;
  std::string_view problem(std::string_view url) const & {
    return detail::view(tegata_bundle_problem(get(), detail::lent(url)));
  }
  std::string_view problem(std::string_view url) const && = delete;
  // None where it was saved.
  std::optional<failure> save(std::string_view path) const {
    return detail::unless_done(tegata_bundle_save, get(), detail::lent(path));
  }
  const tegata_bundle *get() const { return handle_.get(); }

private:
  detail::owned<tegata_bundle, tegata_bundle_free> handle_;
};

// A genuine credential of any kind.
class credential {
public:
  explicit credential(tegata_credential *handle) : handle_(handle) {}
  std::string_view issuer() const & { return detail::view(tegata_credential_issuer(get())); }
  expected<text> claims() const {
    return detail::make<text, tegata_text>(tegata_credential_claims, get());
  }
  const tegata_credential *get() const { return handle_.get(); }

private:
  detail::owned<tegata_credential, tegata_credential_free> handle_;
};

// A genuine certificate of an organisation. Its texts are from outside.
class certificate {
public:
  explicit certificate(tegata_certificate *handle) : handle_(handle) {}
  std::string_view subject() const & { return detail::view(tegata_certificate_subject(get())); }
  std::string_view legal_name() const & {
    return detail::view(tegata_certificate_legal_name(get()));
  }
  std::string_view number() const & { return detail::view(tegata_certificate_number(get())); }
  std::string_view scheme() const & { return detail::view(tegata_certificate_scheme(get())); }
  std::string_view issuer() const & { return detail::view(tegata_certificate_issuer(get())); }
  expected<text> claims() const {
    return detail::make<text, tegata_text>(tegata_certificate_claims, get());
  }
  tegata_certificate *get() const { return handle_.get(); }

private:
  detail::owned<tegata_certificate, tegata_certificate_free> handle_;
};

// A transfer, stated piece by piece. A piece that cannot be stated is told by whatever the
// transfer is given to.
class transfer {
public:
  explicit transfer(tegata_transfer *handle) : handle_(handle) {}

  static transfer between(std::string_view from, std::string_view to) {
    tegata_transfer *handle = nullptr;
    const tegata_result result =
        tegata_transfer_between(detail::lent(from), detail::lent(to), &handle);
    transfer made(handle);
    made.wrong_ = result;
    return made;
  }
  static expected<transfer> from_json(std::string_view json) {
    return detail::make_or_tell<transfer, tegata_transfer>(tegata_transfer_from_json,
                                                          detail::lent(json));
  }
  transfer &to(const certificate &importer) {
    return keep(tegata_transfer_to(handle_.get(), importer.get()));
  }
  transfer &to(std::string_view importer) { return state(tegata_transfer_to_party, importer); }
  transfer &exported_by(std::string_view who) { return state(tegata_transfer_exported_by, who); }
  transfer &of(std::string_view category) { return state(tegata_transfer_of, category); }
  transfer &about(std::string_view subjects) { return state(tegata_transfer_about, subjects); }
  transfer &for_purpose(std::string_view purpose) {
    return state(tegata_transfer_for_purpose, purpose);
  }
  transfer &in_sector(std::string_view sector) { return state(tegata_transfer_in_sector, sector); }
  transfer &with_evidence(std::string_view precondition) {
    return state(tegata_transfer_with_evidence, precondition);
  }
  transfer &showing(const credential &shown) {
    return keep(tegata_transfer_showing(handle_.get(), shown.get()));
  }
  transfer &fact(std::string_view fact, bool holds) {
    return keep(tegata_transfer_fact(handle_.get(), detail::lent(fact), holds ? 1 : 0));
  }
  expected<text> json() const {
    if (wrong_ != TEGATA_OK) return detail::failed(wrong_);
    return detail::make<text, tegata_text>(tegata_transfer_json, get());
  }
  // What was the first piece's result that could not be stated.
  tegata_result wrong() const { return wrong_; }
  const tegata_transfer *get() const { return handle_.get(); }

private:
  transfer &keep(tegata_result result) {
    if (wrong_ == TEGATA_OK) wrong_ = result;
    return *this;
  }
  template <class F> transfer &state(F function, std::string_view text) {
    return keep(function(handle_.get(), detail::lent(text)));
  }

  detail::owned<tegata_transfer, tegata_transfer_free> handle_;
  tegata_result wrong_ = TEGATA_OK;
};

// The answer to "may it be relied on for this transfer". It is no truth value: ask it.
class decision {
public:
  decision(tegata_decision *handle, tegata_result result) : handle_(handle), result_(result) {}

  bool may_move() const { return result_ == TEGATA_OK; }
  tegata_result result() const { return result_; }
  // Empty unless the data may move.
  std::string_view importer() const & { return detail::view(tegata_decision_importer(get())); }
  std::string_view instrument() const & { return detail::view(tegata_decision_instrument(get())); }
  std::string_view json() const & { return detail::view(tegata_decision_json(get())); }
  std::string_view json() const && = delete;
  std::string_view explain(const char *language = "en") const & {
    return detail::view(tegata_decision_explain(get(), language));
  }
  std::string_view explain(const char *language = "en") const && = delete;
  expected<class report> report() const {
    return detail::make<class report, tegata_report>(tegata_decision_report, get());
  }
  const tegata_decision *get() const { return handle_.get(); }

private:
  detail::owned<tegata_decision, tegata_decision_free> handle_;
  tegata_result result_;
};

// Answers questions from one bundle under one policy. Share it between threads.
class verifier {
public:
  // References to the certificates that are presented.
  using certificates = std::initializer_list<std::reference_wrapper<const certificate>>;

  explicit verifier(tegata_verifier *handle) : handle_(handle) {}

  static expected<verifier> make(const bundle &world, std::string_view policy = {}) {
    return detail::make_or_tell<verifier, tegata_verifier>(tegata_verifier_new, world.get(),
                                                          detail::lent(policy));
  }
  static expected<verifier> make_remembering(const bundle &world, std::size_t capacity,
                                             std::string_view policy = {}) {
    return detail::make_or_tell<verifier, tegata_verifier>(
        tegata_verifier_new_remembering, world.get(), detail::lent(policy), capacity);
  }

  expected<report> verify(std::string_view token, tegata_clocks clocks) const {
    return detail::make<report, tegata_report>(tegata_verify, get(), detail::lent(token), clocks);
  }
  expected<certificate> authenticate(std::string_view token) const {
    return detail::make_or_refuse<certificate, tegata_certificate>(tegata_authenticate, get(),
                                                                  detail::lent(token));
  }
  expected<certificate> authenticate_presentation(std::string_view token,
                                                  std::string_view audience,
                                                  std::string_view nonce,
                                                  std::uint32_t max_age_seconds,
                                                  tegata_clocks clocks) const {
    const tegata_expected bound{detail::lent(audience), detail::lent(nonce), max_age_seconds};
    return detail::make_or_refuse<certificate, tegata_certificate>(
        tegata_authenticate_presentation, get(), detail::lent(token), bound, clocks);
  }
  expected<credential> open(std::string_view token) const {
    return detail::make_or_refuse<credential, tegata_credential>(tegata_open, get(),
                                                                detail::lent(token));
  }
  expected<report> assess(const certificate &about, tegata_clocks clocks) const {
    return detail::make<report, tegata_report>(tegata_assess, get(),
                                              const_of(about), clocks);
  }
  expected<report> assess_day(const certificate &about, tegata_clocks first,
                              tegata_clocks last) const {
    return detail::make<report, tegata_report>(tegata_assess_day, get(), const_of(about), first,
                                              last);
  }
  // The first and the last instant of a day where the exporter is.
  expected<std::pair<tegata_instant, tegata_instant>> day_of(const transfer &question,
                                                             std::string_view day) const {
    if (question.wrong() != TEGATA_OK) return detail::failed(question.wrong());
    tegata_instant first, last;
    const tegata_result result =
        tegata_day_of(get(), question.get(), detail::lent(day), &first, &last);
    if (result != TEGATA_OK) return detail::failed(result);
    return std::pair<tegata_instant, tegata_instant>(first, last);
  }
  expected<decision> decide(const transfer &question, certificates shown,
                            tegata_clocks clocks) const {
    return decide(question, handles(shown), clocks);
  }
  // The least favourable answer of a day.
  expected<decision> decide_day(const transfer &question, certificates shown, tegata_clocks first,
                                tegata_clocks last) const {
    if (question.wrong() != TEGATA_OK) return detail::failed(question.wrong());
    const auto given = handles(shown);
    tegata_decision *handle = nullptr;
    const tegata_result result = tegata_decide_day(get(), question.get(), given.data(),
                                                   given.size(), first, last, &handle);
    if (result > TEGATA_CONDITIONAL) return detail::failed(result);
    return decision(handle, result);
  }
  expected<decision> decide(const transfer &question, const std::vector<tegata_certificate *> &shown,
                            tegata_clocks clocks) const {
    if (question.wrong() != TEGATA_OK) return detail::failed(question.wrong());
    tegata_decision *handle = nullptr;
    const tegata_result result =
        tegata_decide(get(), question.get(), shown.data(), shown.size(), clocks, &handle);
    if (result > TEGATA_CONDITIONAL) return detail::failed(result);
    return decision(handle, result);
  }
  expected<text> period(const transfer &question, certificates shown, tegata_instant from,
                        tegata_instant until, tegata_instant known_at) const {
    const auto given = handles(shown);
    return detail::make<text, tegata_text>(tegata_period, get(), question.get(), given.data(),
                                          given.size(), from, until, known_at);
  }
  expected<text> routes(const transfer &question, certificates shown, tegata_clocks clocks) const {
    const auto given = handles(shown);
    return detail::make<text, tegata_text>(tegata_routes, get(), question.get(), given.data(),
                                          given.size(), clocks);
  }
  expected<text> corridors(const transfer &question, certificates shown,
                           tegata_clocks clocks) const {
    const auto given = handles(shown);
    return detail::make<text, tegata_text>(tegata_corridors, get(), question.get(), given.data(),
                                          given.size(), clocks);
  }
  expected<text> openings(const transfer &question, tegata_clocks clocks) const {
    return detail::make<text, tegata_text>(tegata_openings, get(), question.get(), clocks);
  }
  // Which of past decisions fall if an instrument ends, and which stand on another one.
  expected<text> impact(tegata_ending ending, std::string_view asked, certificates shown) const {
    const auto given = handles(shown);
    return detail::make_or_tell<text, tegata_text>(tegata_impact, get(), ending,
                                                  detail::lent(asked), given.data(), given.size());
  }
  expected<text> policy() const {
    return detail::make<text, tegata_text>(tegata_verifier_policy, get());
  }
  const tegata_verifier *get() const { return handle_.get(); }

private:
  friend class fetcher;
  static const tegata_certificate *const_of(const certificate &about) { return about.get(); }
  static std::vector<tegata_certificate *> handles(certificates shown) {
    std::vector<tegata_certificate *> given;
    for (const certificate &one : shown) given.push_back(one.get());
    return given;
  }

  detail::owned<tegata_verifier, tegata_verifier_free> handle_;
};

// The numbers that an issuer gives its certificates in a status list, and what became of them.
class status_register {
public:
  explicit status_register(tegata_register *handle) : handle_(handle) {}

  static expected<status_register> make(std::string_view url, std::uint32_t kind) {
    return detail::make<status_register, tegata_register>(tegata_register_new, detail::lent(url),
                                                         kind);
  }
  static expected<status_register> from_json(std::string_view json) {
    return detail::make_or_tell<status_register, tegata_register>(tegata_register_from_json,
                                                                 detail::lent(json));
  }
  expected<text> json() const {
    return detail::make<text, tegata_text>(tegata_register_json, get());
  }
  // A number that no other certificate has, at random.
  expected<std::uint64_t> allocate() {
    std::uint64_t index = 0;
    auto wrong = detail::unless_done(
        [&](tegata_fault *fault) { return tegata_register_allocate(handle_.get(), fault, &index); });
    if (wrong) return *std::move(wrong);
    return index;
  }
  // None where it was set.
  std::optional<failure> set(std::uint64_t index, std::uint32_t status) {
    return detail::unless_done(tegata_register_set, handle_.get(), index, status);
  }
  const tegata_register *get() const { return handle_.get(); }

private:
  detail::owned<tegata_register, tegata_register_free> handle_;
};

// A key, or a function that signs with a key kept elsewhere.
class signer {
public:
  // Gives the signature as JWS encodes it, or nothing where it fails.
  using function = std::function<std::optional<std::string>(std::string_view message)>;

  explicit signer(tegata_signer *handle) : handle_(handle) {}

  static expected<signer> generate(std::string_view algorithm, std::string_view key_id = {}) {
    return detail::make_or_tell<signer, tegata_signer>(
        tegata_signer_generate, detail::lent(algorithm), detail::lent(key_id));
  }
  static expected<signer> load(std::string_view path, std::string_view passphrase = {},
                               std::string_view key_id = {}) {
    return detail::make_or_tell<signer, tegata_signer>(tegata_signer_load, detail::lent(path),
                                                      detail::lent(passphrase),
                                                      detail::lent(key_id));
  }
  static expected<signer> with(std::string_view algorithm, std::string_view public_jwk,
                               function sign) {
    auto kept = std::make_unique<function>(std::move(sign));
    auto made = detail::make_or_tell<signer, tegata_signer>(
        tegata_signer_from_function, detail::lent(algorithm), detail::lent(public_jwk), call,
        static_cast<void *>(kept.get()));
    if (made) made->function_ = std::move(kept);
    return made;
  }
  expected<text> public_jwk() const {
    return detail::make<text, tegata_text>(tegata_signer_public_jwk, get());
  }
  // None where it was saved.
  std::optional<failure> save(std::string_view path, std::string_view passphrase = {}) const {
    return detail::unless_done(tegata_signer_save, get(), detail::lent(path),
                               detail::lent(passphrase));
  }
  // `hidden` are JSON pointers to what the holder of an SD-JWT may keep to itself.
  expected<text> certificate(std::string_view issuer, std::string_view draft,
                             std::uint32_t encoding, tegata_instant issued_at,
                             const std::vector<std::string_view> &hidden = {}) const {
    const auto pointers = detail::lent(hidden);
    return detail::make_or_tell<text, tegata_text>(
        tegata_issue_certificate, get(), detail::lent(issuer), detail::lent(draft), encoding,
        pointers.data(), pointers.size(), issued_at);
  }
  expected<text> status_list(std::string_view issuer, const status_register &statuses,
                             tegata_instant issued_at, tegata_instant until) const {
    return detail::make_or_tell<text, tegata_text>(tegata_issue_status_list, get(),
                                                  detail::lent(issuer), statuses.get(), issued_at,
                                                  until);
  }
  expected<text> statement(std::string_view issuer, std::string_view statement) const {
    return detail::make_or_tell<text, tegata_text>(
        tegata_issue_statement, get(), detail::lent(issuer), detail::lent(statement));
  }
  const tegata_signer *get() const { return handle_.get(); }

private:
  // No exception may cross C.
  static int call(void *user_data, tegata_bytes message, std::uint8_t *signature,
                  std::size_t *signature_len) noexcept {
#if defined(__cpp_exceptions)
    try {
      return signed_by(user_data, message, signature, signature_len);
    } catch (...) {
      return 1;
    }
#else
    return signed_by(user_data, message, signature, signature_len);
#endif
  }
  static int signed_by(void *user_data, tegata_bytes message, std::uint8_t *signature,
                       std::size_t *signature_len) {
    const auto given = (*static_cast<function *>(user_data))(detail::view(message));
    if (!given || given->size() > 1024) return 1;
    given->copy(reinterpret_cast<char *>(signature), given->size());
    *signature_len = given->size();
    return 0;
  }

  // Before the handle, which is ended first.
  std::unique_ptr<function> function_;
  detail::owned<tegata_signer, tegata_signer_free> handle_;
};

// What a token or a document says, whoever wrote it. Nothing of it is verified.
inline expected<text> inspect(std::string_view token) {
  return detail::make_or_tell<text, tegata_text>(tegata_inspect, detail::lent(token));
}

// The JSON pointers to the claims that the holder of an SD-JWT may show or keep to itself.
inline expected<text> disclosable(std::string_view token) {
  return detail::make_or_tell<text, tegata_text>(tegata_disclosable, detail::lent(token));
}

// Shows of an SD-JWT the claims at these JSON pointers, and nothing else that can be hidden.
inline expected<text> disclose(std::string_view token, const std::vector<std::string_view> &keep) {
  const auto pointers = detail::lent(keep);
  return detail::make_or_tell<text, tegata_text>(tegata_disclose, detail::lent(token),
                                                pointers.data(), pointers.size());
}

// The same, and the holder proves with its key to whom and when it is shown.
inline expected<text> present(std::string_view token, const std::vector<std::string_view> &keep,
                              const signer &holder, std::string_view audience,
                              std::string_view nonce, tegata_instant issued_at) {
  const auto pointers = detail::lent(keep);
  return detail::make_or_tell<text, tegata_text>(
      tegata_present, detail::lent(token), pointers.data(), pointers.size(), holder.get(),
      detail::lent(audience), detail::lent(nonce), issued_at);
}

// One document of statements that several signed alike.
inline expected<text> combine(const std::vector<std::string_view> &tokens) {
  const auto given = detail::lent(tokens);
  return detail::make_or_tell<text, tegata_text>(tegata_combine, given.data(), given.size());
}

// What is remarkable in a recognition pack.
inline expected<text> pack_lint(std::string_view pack) {
  return detail::make_or_tell<text, tegata_text>(tegata_pack_lint, detail::lent(pack));
}

#if defined(TEGATA_HTTP)
// A verifier that fetches what an answer lacks. For libraries built with the feature `http`.
class fetcher {
public:
  explicit fetcher(tegata_fetcher *handle) : handle_(handle) {}

  // `knobs` is JSON, as docs/fetching.md tells; empty for the defaults.
  static expected<fetcher> make(const verifier &over, std::string_view knobs = {}) {
    return detail::make_or_tell<fetcher, tegata_fetcher>(tegata_fetcher_new, over.get(),
                                                        detail::lent(knobs));
  }
  // The answer, and as JSON what was asked of whom for it.
  expected<std::pair<report, text>> verify(std::string_view token, tegata_clocks clocks) const {
    tegata_report *answer = nullptr;
    tegata_text *fetched = nullptr;
    const tegata_result result =
        tegata_verify_online(get(), detail::lent(token), clocks, &answer, &fetched);
    if (result > TEGATA_CONDITIONAL) return detail::failed(result);
    return std::pair<report, text>(answer, fetched);
  }
  expected<std::pair<decision, text>> decide(const transfer &question,
                                             verifier::certificates shown,
                                             tegata_clocks clocks) const {
    if (question.wrong() != TEGATA_OK) return detail::failed(question.wrong());
    const auto given = verifier::handles(shown);
    tegata_decision *answer = nullptr;
    tegata_text *fetched = nullptr;
    const tegata_result result = tegata_decide_online(get(), question.get(), given.data(),
                                                      given.size(), clocks, &answer, &fetched);
    if (result > TEGATA_CONDITIONAL) return detail::failed(result);
    return std::pair<decision, text>(decision(answer, result), text(fetched));
  }
  // What is known by now.
  expected<bundle> world() const {
    return detail::make<bundle, tegata_bundle>(tegata_fetcher_bundle, get());
  }
  const tegata_fetcher *get() const { return handle_.get(); }

private:
  detail::owned<tegata_fetcher, tegata_fetcher_free> handle_;
};
#endif

} // namespace tegata

#endif
