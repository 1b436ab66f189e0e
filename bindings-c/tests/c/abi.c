/* What programs that were compiled before rest on: sizes, places and numbers. The version is
 * given by whoever compiles this, from Cargo.toml. */
#include "check.h"

_Static_assert(sizeof(tegata_result) == 4, "result");
_Static_assert(TEGATA_OK == 0 && TEGATA_REFUSED == 1 && TEGATA_UNDETERMINED == 2, "answers");
_Static_assert(TEGATA_CONDITIONAL == 3 && TEGATA_NULL == 16 && TEGATA_STALE == 17, "mistakes");
_Static_assert(TEGATA_WRONG_TYPE == 18 && TEGATA_ARGUMENT == 19 && TEGATA_NOT_UTF8 == 20, "them");
_Static_assert(TEGATA_TOO_LONG == 21 && TEGATA_BUNDLE_INVALID == 22, "them");
_Static_assert(TEGATA_CONFIG_INVALID == 23 && TEGATA_KEY_INVALID == 24, "them");
_Static_assert(TEGATA_DOCUMENT_INVALID == 25 && TEGATA_FILE == 26 && TEGATA_MACHINE == 27, "them");
_Static_assert(TEGATA_TOO_MANY == 28 && TEGATA_DEFECT == 99, "them");
_Static_assert(TEGATA_VC_JWT == 0 && TEGATA_VC_SD_JWT == 1 && TEGATA_DC_SD_JWT == 2, "encodings");
_Static_assert(TEGATA_LIST_REVOCATION == 0 && TEGATA_LIST_SUSPENSION == 1, "lists");
_Static_assert(TEGATA_LIST_TOKEN == 2 && TEGATA_STATUS_VALID == 0, "lists");
_Static_assert(TEGATA_STATUS_REVOKED == 1 && TEGATA_STATUS_SUSPENDED == 2, "statuses");
_Static_assert(TEGATA_NEVER == INT64_MAX, "never");
_Static_assert(sizeof(tegata_bytes) == 16 && offsetof(tegata_bytes, len) == 8, "bytes");
_Static_assert(sizeof(tegata_instant) == 16 && offsetof(tegata_instant, nanos) == 8, "instant");
_Static_assert(offsetof(tegata_instant, offset) == 12, "instant");
_Static_assert(sizeof(tegata_clocks) == 32 && offsetof(tegata_clocks, known_at) == 16, "clocks");
_Static_assert(sizeof(tegata_expected) == 40, "expected");
_Static_assert(sizeof(tegata_ending) == 64 && offsetof(tegata_ending, ex_tunc_from) == 48, "ending");
_Static_assert(sizeof(tegata_fault) == 512 && offsetof(tegata_fault, text) == 8, "fault");
_Static_assert(TEGATA_VERSION_MAJOR == MAJOR && TEGATA_VERSION_MINOR == MINOR, "version");
_Static_assert(TEGATA_VERSION_PATCH == PATCH, "version");

int main(void) {
  CHECK(same(tegata_version(), TEGATA_VERSION));
  CHECK(strcmp(TEGATA_VERSION, VERSION) == 0);
  puts("done");
  return 0;
}
