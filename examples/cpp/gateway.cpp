// The gateway check in C++: what is made cleans up after itself, and a failure is a value.
//
//   gateway BUNDLE CERTIFICATE FROM TO DATA PURPOSE [INSTANT]
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <tegata.hpp>

namespace {

std::string read_token(const char *path) {
  std::ifstream file(path, std::ios::binary);
  std::string token{std::istreambuf_iterator<char>(file), {}};
  while (!token.empty() && token.back() == '\n') token.pop_back();
  return token;
}

// An answer that is no yes, or a mistake, as an exit code.
int tell(const tegata::failure &failure) {
  std::cerr << "gateway: " << failure.problem() << '\n';
  return failure.refusal() ? static_cast<int>(failure.result()) : 5;
}

int check(const tegata::verifier &verifier, std::string_view token, char **asked,
          tegata_clocks clocks) {
  const auto certificate = verifier.authenticate(token);
  if (!certificate) return tell(certificate.error());
  auto transfer = tegata::transfer::between(asked[0], asked[1]);
  transfer.to(*certificate).of(asked[2]).for_purpose(asked[3]);
  const auto decision = verifier.decide(transfer, {*certificate}, clocks);
  if (!decision) return tell(decision.error());
  std::cout << decision->explain();
  if (decision->may_move()) {
    std::cout << decision->importer() << " may receive it under " << decision->instrument() << '\n';
  }
  return static_cast<int>(decision->result());
}

} // namespace

int main(int count, char **arguments) {
  if (count < 7) {
    std::cerr << "usage: gateway BUNDLE CERTIFICATE FROM TO DATA PURPOSE [INSTANT]\n";
    return 2;
  }
  try {
    const auto bundle = tegata::bundle::load(arguments[1]).value().with_embedded_pack().value();
    const auto verifier = tegata::verifier::make(bundle).value();
    const auto clocks = count > 7 ? tegata::at(arguments[7]).value() : tegata::now();
    return check(verifier, read_token(arguments[2]), arguments + 3, clocks);
  } catch (const tegata::error &error) {
    return tell(error.failure());
  }
}
