/* A gateway check: may this request's data go to the organisation that showed the certificate?
 * Exits with 0 only where it may.
 *
 *   gateway BUNDLE CERTIFICATE FROM TO DATA PURPOSE [INSTANT]
 */
#include <stdio.h>
#include <stdlib.h>
#include <tegata.h>

static void log_it(void *user_data, tegata_result result, tegata_bytes function,
                   tegata_bytes problem) {
  const tegata_bytes name = tegata_result_name(result);
  (void)user_data;
  fprintf(stderr, "gateway: %.*s: %.*s [%.*s]\n", (int)function.len, function.data,
          (int)problem.len, problem.data, (int)name.len, name.data);
}

/* The content of a file of at most 1 MiB; NULL where it cannot be read. */
static char *read_token(const char *path, size_t *len) {
  FILE *file = fopen(path, "rb");
  char *content = file ? malloc(1 << 20) : NULL;
  *len = content ? fread(content, 1, 1 << 20, file) : 0;
  while (*len > 0 && content[*len - 1] == '\n') --*len;
  if (file) fclose(file);
  return content;
}

static void say(tegata_bytes words) { fwrite(words.data, 1, words.len, stdout); }

/* The way of one request. Handles that were never made are NULL, which may be freed. */
static tegata_result check(const tegata_verifier *verifier, tegata_bytes token, char **asked,
                           tegata_clocks clocks) {
  tegata_certificate *certificate = NULL;
  tegata_transfer *transfer = NULL;
  tegata_decision *decision = NULL;
  tegata_report *refusal = NULL;
  tegata_result result = tegata_authenticate(verifier, token, &certificate, &refusal);
  if (result != TEGATA_OK) {
    say(tegata_report_explain(refusal, "en"));
    tegata_report_free(refusal);
    return result;
  }
  result = tegata_transfer_between(tegata_str(asked[0]), tegata_str(asked[1]), &transfer);
  if (result == TEGATA_OK) result = tegata_transfer_to(transfer, certificate);
  if (result == TEGATA_OK) result = tegata_transfer_of(transfer, tegata_str(asked[2]));
  if (result == TEGATA_OK) result = tegata_transfer_for_purpose(transfer, tegata_str(asked[3]));
  if (result == TEGATA_OK) {
    result = tegata_decide(verifier, transfer, &certificate, 1, clocks, &decision);
    say(tegata_decision_explain(decision, "en"));
  }
  tegata_decision_free(decision);
  tegata_transfer_free(transfer);
  tegata_certificate_free(certificate);
  return result;
}

int main(int count, char **arguments) {
  tegata_bundle *own = NULL, *bundle = NULL;
  tegata_verifier *verifier = NULL;
  tegata_clocks clocks;
  size_t len = 0;
  if (count < 7) {
    fputs("usage: gateway BUNDLE CERTIFICATE FROM TO DATA PURPOSE [INSTANT]\n", stderr);
    return 2;
  }
  tegata_log_set(log_it, NULL);
  char *content = read_token(arguments[2], &len);
  tegata_bytes token;
  token.data = content;
  token.len = len;

  tegata_result result = tegata_bundle_load(tegata_str(arguments[1]), NULL, &own);
  if (result == TEGATA_OK) result = tegata_bundle_with_embedded_pack(own, NULL, &bundle);
  if (result == TEGATA_OK) result = tegata_verifier_new(bundle, tegata_str(""), NULL, &verifier);
  if (result == TEGATA_OK) {
    result = count > 7 ? tegata_clocks_at(tegata_str(arguments[7]), tegata_str(""), &clocks)
                       : tegata_clocks_now(&clocks);
  }
  if (result == TEGATA_OK) result = check(verifier, token, arguments + 3, clocks);
  tegata_verifier_free(verifier);
  tegata_bundle_free(bundle);
  tegata_bundle_free(own);
  free(content);
  return result <= TEGATA_CONDITIONAL ? (int)result : 2 + TEGATA_CONDITIONAL;
}
