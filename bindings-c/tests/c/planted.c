/* Faults on purpose: whoever runs this under a tool that finds such faults must see it fail. */
#include "check.h"
#include <pthread.h>

static int raced;

static void *race(void *unused) {
  raced++;
  return unused;
}

int main(int count, char **arguments) {
  const char *fault = count > 1 ? arguments[1] : "";
  if (strcmp(fault, "race") == 0) {
    pthread_t other;
    CHECK(!pthread_create(&other, NULL, race, NULL));
    raced++;
    CHECK(!pthread_join(other, NULL));
  } else if (strcmp(fault, "leak") == 0) {
    char *volatile lost = malloc(551);
    CHECK(lost);
    lost = NULL;
  } else if (strcmp(fault, "borrowed") == 0) {
    /* A text that was borrowed from a report, read after that was freed. */
    tegata_verifier *verifier = example_verifier();
    const tegata_bytes token = read_file(TOKEN);
    tegata_report *report = NULL;
    TEGATA_IS(TEGATA_OK, tegata_verify(verifier, token, noon(), &report));
    const tegata_bytes json = tegata_report_json(report);
    TEGATA_IS(TEGATA_OK, tegata_report_free(report));
    putchar(json.data[0]);
    free((void *)token.data);
    TEGATA_IS(TEGATA_OK, tegata_verifier_free(verifier));
  }
  puts("done");
  return 0;
}
