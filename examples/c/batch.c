/* A batch check: one certificate a line comes in, one line of JSON goes out for each, with the
 * line's number and the whole report. The exit code is 0 where every one of them is good.
 *
 *   batch BUNDLE INSTANT < certificates.txt > reports.jsonl
 */
#include <stdio.h>
#include <string.h>
#include <tegata.h>

/* Longer than any credential that the default policy reads. */
static char line[(1 << 20) + 2];

static int is_good(const tegata_verifier *verifier, unsigned number, tegata_clocks clocks) {
  tegata_report *report = NULL;
  tegata_bytes token = tegata_str(line);
  while (token.len > 0 && (line[token.len - 1] == '\n' || line[token.len - 1] == '\r')) token.len--;
  const tegata_result result = tegata_verify(verifier, token, clocks, &report);
  const tegata_bytes json = tegata_report_json(report);
  /* Canonical JSON has no line breaks: one report, one line. */
  printf("{\"line\":%u,\"result\":%u,\"report\":%.*s}\n", number, (unsigned)result,
         json.data ? (int)json.len : 4, json.data ? json.data : "null");
  tegata_report_free(report);
  return result == TEGATA_OK;
}

int main(int count, char **arguments) {
  tegata_bundle *bundle = NULL;
  tegata_verifier *verifier = NULL;
  tegata_fault fault;
  tegata_clocks clocks;
  unsigned number = 0, good = 0;
  if (count != 3) {
    fputs("usage: batch BUNDLE INSTANT < certificates.txt\n", stderr);
    return 2;
  }
  if (tegata_bundle_load(tegata_str(arguments[1]), &fault, &bundle) != TEGATA_OK ||
      tegata_verifier_new_remembering(bundle, tegata_str(""), 1000, &fault, &verifier) != TEGATA_OK) {
    fprintf(stderr, "batch: %s\n", fault.text);
    return 2;
  }
  if (tegata_clocks_at(tegata_str(arguments[2]), tegata_str(""), &clocks) != TEGATA_OK) {
    fputs("batch: expected an instant such as 2026-11-23T12:00:00Z\n", stderr);
    return 2;
  }
  while (fgets(line, sizeof line, stdin)) good += is_good(verifier, ++number, clocks);
  tegata_verifier_free(verifier);
  tegata_bundle_free(bundle);
  return good == number ? 0 : 1;
}
