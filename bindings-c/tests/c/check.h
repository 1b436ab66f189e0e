/* What the test programs share: checks that speak, and the files of the examples. */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tegata.h>

#define CHECK(condition)                                                        \
  do {                                                                          \
    if (!(condition)) {                                                         \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);   \
      exit(1);                                                                  \
    }                                                                           \
  } while (0)

#define TEGATA_IS(expected, call)                                               \
  do {                                                                          \
    const uint32_t given_ = (call);                                             \
    if (given_ != (uint32_t)(expected)) {                                       \
      fprintf(stderr, "%s:%d: %s gave %u, not %s\n", __FILE__, __LINE__, #call, \
              given_, #expected);                                               \
      exit(1);                                                                  \
    }                                                                           \
  } while (0)

#define BUNDLE "tests/data/trust.bundle"
#define TOKEN "tests/data/nova.vc.jwt"
#define NOON "2026-11-23T12:00:00+08:00"

static inline int same(tegata_bytes bytes, const char *text) {
  return bytes.data && bytes.len == strlen(text) && memcmp(bytes.data, text, bytes.len) == 0;
}

static inline int contains(tegata_bytes bytes, const char *text) {
  const size_t len = strlen(text);
  for (size_t at = 0; bytes.data && at + len <= bytes.len; at++) {
    if (memcmp(bytes.data + at, text, len) == 0) return 1;
  }
  return 0;
}

/* The content of a file; yours to free. */
static inline tegata_bytes read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  CHECK(file);
  CHECK(fseek(file, 0, SEEK_END) == 0);
  const long size = ftell(file);
  CHECK(size >= 0);
  rewind(file);
  char *data = (char *)malloc((size_t)size + 1);
  CHECK(data && fread(data, 1, (size_t)size, file) == (size_t)size);
  fclose(file);
  data[size] = 0;
  tegata_bytes bytes;
  bytes.data = data;
  bytes.len = (size_t)size;
  return bytes;
}

static inline tegata_verifier *example_verifier(void) {
  tegata_bundle *bundle = NULL, *with_pack = NULL;
  tegata_verifier *verifier = NULL;
  tegata_fault fault;
  TEGATA_IS(TEGATA_OK, tegata_bundle_load(tegata_str(BUNDLE), &fault, &bundle));
  TEGATA_IS(TEGATA_OK, tegata_bundle_with_embedded_pack(bundle, &fault, &with_pack));
  TEGATA_IS(TEGATA_OK, tegata_verifier_new(with_pack, tegata_str(""), &fault, &verifier));
  TEGATA_IS(TEGATA_OK, tegata_bundle_free(bundle));
  TEGATA_IS(TEGATA_OK, tegata_bundle_free(with_pack));
  return verifier;
}

static inline tegata_clocks noon(void) {
  tegata_clocks clocks;
  TEGATA_IS(TEGATA_OK, tegata_clocks_at(tegata_str(NOON), tegata_str(""), &clocks));
  return clocks;
}

#endif
