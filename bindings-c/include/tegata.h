/* tegata for C: may this certificate be relied on for this transfer of personal data, in the
 * eyes of the exporter's law, on this date, as known on that date? docs/c.md begins with an
 * example.
 *
 * What holds for every function:
 *
 * Results. TEGATA_OK, TEGATA_REFUSED, TEGATA_UNDETERMINED and TEGATA_CONDITIONAL are answers;
 * 16 and above are mistakes of the caller's, or TEGATA_DEFECT. Outputs come last, and are
 * written for answers only. From tegata_decide, zero means that the data may move, and nothing
 * else does.
 *
 * Handles. Pointers to types without content, such as tegata_verifier, are handles: numbers,
 * not addresses. Each belongs to you until you give it to the `free` of its type. One that was
 * freed, or that is of another type, gives TEGATA_STALE or TEGATA_WRONG_TYPE, never undefined
 * behaviour. What a function takes as const it does not change, and threads may share it.
 *
 * Texts. Given as a pointer and a length, in UTF-8, which may hold NUL. What you give is read
 * during the call and not kept. What you get is borrowed from the handle that you asked, until
 * that is freed; only a tegata_text is yours.
 *
 * Memory. A pointer that is neither NULL nor a handle must point to what the function's type
 * says; that is all the caller must take care of.
 *
 * Features. What is within TEGATA_HTTP is there if the library was built with `--features http`;
 * define TEGATA_HTTP then.
 *
 * Threads. Every function may be called on any thread at any time.
 *
 * Fork. A child process may use what its parent made, as long as no other thread of the parent
 * was within a call while it forked.
 *
 * Panics. A defect of tegata gives TEGATA_DEFECT (or no text), is told to the log, and leaves
 * the process and its handles in order.
 */

/* Made by cbindgen of bindings-c/src; do not edit. */

#ifndef TEGATA_H
#define TEGATA_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/** The version of this header; `tegata_version` tells that of the library. */
#define TEGATA_VERSION "0.1.0"
#define TEGATA_VERSION_MAJOR 0
#define TEGATA_VERSION_MINOR 1
#define TEGATA_VERSION_PATCH 0

#if defined(__GNUC__)
#define TEGATA_MUST_USE __attribute__((warn_unused_result))
#else
#define TEGATA_MUST_USE
#endif


/**
 * The seconds of an instant that does not come.
 */
#define TEGATA_NEVER 9223372036854775807

/**
 * How a certificate is encoded: VCDM 2.0 as vc+jwt. Everything is visible.
 */
#define TEGATA_VC_JWT 0

/**
 * How a certificate is encoded: VCDM 2.0 as vc+sd-jwt, with selective disclosure.
 */
#define TEGATA_VC_SD_JWT 1

/**
 * How a certificate is encoded: SD-JWT VC as dc+sd-jwt, for wallets.
 */
#define TEGATA_DC_SD_JWT 2

/**
 * A kind of status list: Bitstring Status List for VCDM, revoked or not.
 */
#define TEGATA_LIST_REVOCATION 0

/**
 * A kind of status list: Bitstring Status List for VCDM, suspended or not.
 */
#define TEGATA_LIST_SUSPENSION 1

/**
 * A kind of status list: Token Status List for SD-JWT VC, valid, revoked or suspended.
 */
#define TEGATA_LIST_TOKEN 2

/**
 * A status: nothing against the certificate.
 */
#define TEGATA_STATUS_VALID 0

/**
 * A status: withdrawn for good.
 */
#define TEGATA_STATUS_REVOKED 1

/**
 * A status: not in force for the time being.
 */
#define TEGATA_STATUS_SUSPENDED 2

/**
 * How a call ended. The numbers are fixed. Outputs are written for 0 to 3 and never for
 * what is greater.
 */
enum tegata_result
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  /**
   * Yes. From `tegata_decide`: the data may move, and nothing else says so. From a call
   * that asks nothing: it is done.
   */
  TEGATA_OK = 0,
  /**
   * It is proved that something does not hold.
   */
  TEGATA_REFUSED = 1,
  /**
   * Something could not be checked; the report says what is needed.
   */
  TEGATA_UNDETERMINED = 2,
  /**
   * Evidence is still owed.
   */
  TEGATA_CONDITIONAL = 3,
  /**
   * A pointer is NULL that must not be.
   */
  TEGATA_NULL = 16,
  /**
   * A handle was freed, or never was one.
   */
  TEGATA_STALE = 17,
  /**
   * A handle is one of another type.
   */
  TEGATA_WRONG_TYPE = 18,
  /**
   * A number means nothing here, or a pointer is misaligned.
   */
  TEGATA_ARGUMENT = 19,
  /**
   * A text is not UTF-8.
   */
  TEGATA_NOT_UTF8 = 20,
  /**
   * A length or a count is past its limit.
   */
  TEGATA_TOO_LONG = 21,
  /**
   * A bundle, or a document for one, is damaged.
   */
  TEGATA_BUNDLE_INVALID = 22,
  /**
   * A policy or a question is malformed.
   */
  TEGATA_CONFIG_INVALID = 23,
  /**
   * A key cannot be used.
   */
  TEGATA_KEY_INVALID = 24,
  /**
   * A document that was to be issued would be refused by a verifier.
   */
  TEGATA_DOCUMENT_INVALID = 25,
  /**
   * A file could not be read or written.
   */
  TEGATA_FILE = 26,
  /**
   * The machine failed: no randomness, or a signer gave an error.
   */
  TEGATA_MACHINE = 27,
  /**
   * There are too many handles.
   */
  TEGATA_TOO_MANY = 28,
  /**
   * A defect of tegata. The answer is not known, and the process may go on.
   */
  TEGATA_DEFECT = 99,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum tegata_result tegata_result;
#else
typedef uint32_t tegata_result;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Anchors and documents, verified and indexed. Immutable; share it between threads.
 */
typedef struct tegata_bundle tegata_bundle;

/**
 * A genuine certificate of an organisation: facts, true for ever. Immutable; share it
 * between threads.
 */
typedef struct tegata_certificate tegata_certificate;

/**
 * A genuine credential of any kind. Immutable; share it between threads.
 */
typedef struct tegata_credential tegata_credential;

/**
 * The answer to "may it be relied on for this transfer". Immutable; share it between threads.
 */
typedef struct tegata_decision tegata_decision;

#if defined(TEGATA_HTTP)
/**
 * Answers questions, and fetches over HTTPS what they lack. Threads that use it take turns by
 * themselves.
 */
typedef struct tegata_fetcher tegata_fetcher;
#endif

/**
 * The statuses that an issuer keeps, and publishes as lists. Threads that change it take
 * turns by themselves.
 */
typedef struct tegata_register tegata_register;

/**
 * An answer with its evidence. Immutable; share it between threads.
 */
typedef struct tegata_report tegata_report;

/**
 * Something that signs: a key, or a call back into your program. Share it between threads.
 */
typedef struct tegata_signer tegata_signer;

/**
 * A text that a call made. Immutable; share it between threads.
 */
typedef struct tegata_text tegata_text;

/**
 * A transfer of personal data, with what is known of it. What is not stated is unknown,
 * never "no". Threads that change it take turns by themselves.
 */
typedef struct tegata_transfer tegata_transfer;

/**
 * Answers questions from one bundle under one policy. Immutable; share it between threads.
 */
typedef struct tegata_verifier tegata_verifier;

/**
 * Text or bytes. As an argument: yours, read during the call only, and `data` may be NULL
 * where `len` is 0. As a result: borrowed from the handle that was asked, until that is
 * freed; `data` is NULL where the handle is no good or there is no such thing. There is no
 * NUL at the end, and there may be some within.
 */
typedef struct {
  /**
   * Where it begins.
   */
  const char *data;
  /**
   * How many bytes it has.
   */
  size_t len;
} tegata_bytes;

/**
 * What is wrong with what you gave, in English. Yours: a plain struct, which the call fills
 * where it gives 16 or more, and leaves alone otherwise. NULL if you do not want it.
 */
typedef struct {
  /**
   * What the call gave.
   */
  tegata_result result;
  /**
   * How many bytes of `text` there are, the NUL not counted.
   */
  uint32_t len;
  /**
   * UTF-8, safe to print, cut where it is too long, and with a NUL at its end.
   */
  char text[504];
} tegata_fault;

/**
 * An instant, and the offset in which it is written. The offset matters where a day must be
 * told, and not where instants are compared.
 */
typedef struct {
  /**
   * Whole seconds since 1970-01-01T00:00:00Z, rounded down.
   */
  int64_t seconds;
  /**
   * Nanoseconds after them, 0 to 999999999.
   */
  uint32_t nanos;
  /**
   * Seconds east of UTC: whole minutes, at most 14 hours.
   */
  int32_t offset;
} tegata_instant;

/**
 * The two clocks of a question.
 */
typedef struct {
  /**
   * The instant that is asked about.
   */
  tegata_instant valid_at;
  /**
   * The instant whose knowledge decides: what was published later does not count.
   */
  tegata_instant known_at;
} tegata_clocks;

/**
 * Told of every result of 16 or more, on the thread that made the call, before the call
 * ends. `function` and `problem` are safe to print and live as long as the call back.
 * It may call tegata.
 */
typedef void (*tegata_log_fn)(void *user_data,
                              tegata_result result,
                              tegata_bytes function,
                              tegata_bytes problem);

/**
 * Signs `message` with a key of yours. Write the signature as JWS encodes it (r and s side
 * by side for ECDSA, never DER) to `signature`, which has room for 1024 bytes, put its
 * length into `signature_len`, and return 0; return anything else where it fails. It may be
 * called on any thread that issues with the key, on several at once.
 */
typedef int32_t (*tegata_sign_fn)(void *user_data,
                                  tegata_bytes message,
                                  uint8_t *signature,
                                  size_t *signature_len);

/**
 * The end of an instrument that is supposed.
 */
typedef struct {
  /**
   * The identifier of the instrument.
   */
  tegata_bytes instrument;
  /**
   * When it ends.
   */
  tegata_instant effective_at;
  /**
   * When anyone could know of that.
   */
  tegata_instant published_at;
  /**
   * From when the past is undone too, as a court's annulment does; TEGATA_NEVER for a repeal.
   */
  tegata_instant ex_tunc_from;
} tegata_ending;

/**
 * What a presentation must be bound to. All of it is required.
 */
typedef struct {
  /**
   * The verifier's own identifier, which the holder must have addressed.
   */
  tegata_bytes audience;
  /**
   * The fresh value that the verifier gave to the holder.
   */
  tegata_bytes nonce;
  /**
   * Seconds that may have passed since the holder signed.
   */
  uint32_t max_age_seconds;
} tegata_expected;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Reads a bundle from a file.
 *
 * Ownership: you own `bundle`. Threads: any. NULL: `fault` may be; `bundle` must not be.
 * Errors: TEGATA_FILE, TEGATA_BUNDLE_INVALID, TEGATA_NULL, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
 */
TEGATA_MUST_USE
tegata_result tegata_bundle_load(tegata_bytes path,
                                 tegata_fault *fault,
                                 tegata_bundle **bundle);

/**
 * Reads a bundle from its JSON.
 *
 * Ownership: you own `bundle`. Threads: any. NULL: `fault` may be; `bundle` must not be.
 * Errors: TEGATA_BUNDLE_INVALID, TEGATA_NULL, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
 */
TEGATA_MUST_USE
tegata_result tegata_bundle_from_json(tegata_bytes json,
                                      tegata_fault *fault,
                                      tegata_bundle **bundle);

/**
 * The same bundle with the unofficial recognition pack that comes with the software. It only
 * fills in: where an anchor of the bundle speaks for a regime, that one's word alone counts.
 *
 * Ownership: you own `with_pack`; `bundle` stays yours. Threads: any. NULL: `fault` may be;
 * the others must not be. Errors: TEGATA_BUNDLE_INVALID, TEGATA_NULL, TEGATA_STALE,
 * TEGATA_WRONG_TYPE, TEGATA_ARGUMENT where the library was built without the pack.
 */
TEGATA_MUST_USE
tegata_result tegata_bundle_with_embedded_pack(const tegata_bundle *bundle,
                                               tegata_fault *fault,
                                               tegata_bundle **with_pack);

/**
 * A bundle of nothing but the unofficial recognition pack that comes with the software.
 *
 * Ownership: you own `bundle`. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_ARGUMENT where the library was built without the pack.
 */
TEGATA_MUST_USE tegata_result tegata_bundle_embedded(tegata_bundle **bundle);

/**
 * The same bundle with a document added that was obtained at `obtained_at`, or put in the
 * place of the one of its URL. An empty `media_type` is told from the content. A document
 * that fails its verification is kept as invalid: ask `tegata_bundle_problem`.
 *
 * Ownership: you own `with_document`; the rest stays yours. Threads: any. NULL: `fault` may
 * be; the others must not be. Errors: TEGATA_BUNDLE_INVALID, TEGATA_NULL, TEGATA_STALE,
 * TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG, TEGATA_ARGUMENT for what is no instant
 * and for content that does not tell its type.
 */
TEGATA_MUST_USE
tegata_result tegata_bundle_with_document(const tegata_bundle *bundle,
                                          tegata_bytes url,
                                          tegata_bytes media_type,
                                          tegata_bytes body,
                                          tegata_instant obtained_at,
                                          tegata_fault *fault,
                                          tegata_bundle **with_document);

/**
 * The same bundle with an anchor added, or in the place of the one of its identifier. `anchor`
 * is JSON, as anchors stand in a bundle; `at` becomes the time at which the bundle was made.
 *
 * Ownership: you own `with_anchor`; the rest stays yours. Threads: any. NULL: `fault` may be;
 * the others must not be. Errors: TEGATA_CONFIG_INVALID, TEGATA_BUNDLE_INVALID, TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG, TEGATA_ARGUMENT for what
 * is no instant.
 */
TEGATA_MUST_USE
tegata_result tegata_bundle_with_anchor(const tegata_bundle *bundle,
                                        tegata_bytes anchor,
                                        tegata_instant at,
                                        tegata_fault *fault,
                                        tegata_bundle **with_anchor);

/**
 * Whether a bundle may follow those that were admitted before: none of its documents may be
 * older than one that was seen, nor another of the same number or time. `marks` is what the
 * last call gave, an empty text the first time; keep `raised` beside the bundle.
 *
 * Ownership: you own `raised`; the rest stays yours. Threads: any. NULL: `fault` may be; the
 * others must not be. Errors: TEGATA_BUNDLE_INVALID for a bundle that goes back,
 * TEGATA_CONFIG_INVALID for marks that are none, TEGATA_NULL, TEGATA_STALE,
 * TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
 */
TEGATA_MUST_USE
tegata_result tegata_bundle_admit(const tegata_bundle *bundle,
                                  tegata_bytes marks,
                                  tegata_fault *fault,
                                  tegata_text **raised);

/**
 * The bundle as JSON, to keep.
 *
 * Ownership: borrowed from `bundle`. Threads: any. NULL: gives no text. Errors: gives no
 * text for a handle that is no good.
 */
tegata_bytes tegata_bundle_json(const tegata_bundle *bundle);

/**
 * The digest of the bundle in hexadecimal, as reports name it.
 *
 * Ownership: borrowed from `bundle`. Threads: any. NULL: gives no text. Errors: gives no
 * text for a handle that is no good.
 */
tegata_bytes tegata_bundle_digest(const tegata_bundle *bundle);

/**
 * How many documents the bundle has.
 *
 * Ownership: a number. Threads: any. NULL: gives 0. Errors: gives 0 for a handle that is no
 * good.
 */
size_t tegata_bundle_count(const tegata_bundle *bundle);

/**
 * The URL of a document of the bundle; the first one is number 0, and they are in the order
 * of their URLs.
 *
 * Ownership: borrowed from `bundle`. Threads: any. NULL: gives no text. Errors: gives no
 * text for a handle that is no good, and where there are not so many.
 */
tegata_bytes tegata_bundle_url(const tegata_bundle *bundle, size_t number);

/**
 * The code of what is wrong with the document of that URL, for which it counts for nothing.
 *
 * Ownership: static text. Threads: any. NULL: gives no text. Errors: gives no text for a
 * handle that is no good, for a URL of which the bundle has no document, and for a document
 * that is sound.
 */
tegata_bytes tegata_bundle_problem(const tegata_bundle *bundle, tegata_bytes url);

/**
 * Writes the bundle to a file, whole or not at all.
 *
 * Ownership: `bundle` stays yours. Threads: any. NULL: `fault` may be; `bundle` must not be.
 * Errors: TEGATA_FILE, TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8,
 * TEGATA_TOO_LONG.
 */
TEGATA_MUST_USE
tegata_result tegata_bundle_save(const tegata_bundle *bundle,
                                 tegata_bytes path,
                                 tegata_fault *fault);

/**
 * Ends a bundle. Verifiers that were made from it live on.
 *
 * Ownership: takes `bundle`, and what was borrowed from it ends. Threads: any. NULL: does
 * nothing. Errors: TEGATA_STALE, TEGATA_WRONG_TYPE.
 */
tegata_result tegata_bundle_free(tegata_bundle *bundle);

/**
 * The identifier of the organisation: a URL, DID or URN. It is from outside: make it safe before
 * printing.
 *
 * Ownership: borrowed from `certificate`. Threads: any. NULL: gives no text. Errors: gives no
 * text for a handle that is no good.
 */
tegata_bytes tegata_certificate_subject(const tegata_certificate *certificate);

/**
 * The organisation's legal name. It is from outside: make it safe before
 * printing.
 *
 * Ownership: borrowed from `certificate`. Threads: any. NULL: gives no text. Errors: gives no
 * text for a handle that is no good.
 */
tegata_bytes tegata_certificate_legal_name(const tegata_certificate *certificate);

/**
 * The number of the certificate. It is from outside: make it safe before
 * printing.
 *
 * Ownership: borrowed from `certificate`. Threads: any. NULL: gives no text. Errors: gives no
 * text for a handle that is no good.
 */
tegata_bytes tegata_certificate_number(const tegata_certificate *certificate);

/**
 * The identifier of the scheme. It is from outside: make it safe before
 * printing.
 *
 * Ownership: borrowed from `certificate`. Threads: any. NULL: gives no text. Errors: gives no
 * text for a handle that is no good.
 */
tegata_bytes tegata_certificate_scheme(const tegata_certificate *certificate);

/**
 * The identifier of the body that issued it. It is from outside: make it safe before
 * printing.
 *
 * Ownership: borrowed from `certificate`. Threads: any. NULL: gives no text. Errors: gives no
 * text for a handle that is no good.
 */
tegata_bytes tegata_certificate_issuer(const tegata_certificate *certificate);

/**
 * The claims of the certificate as canonical JSON, with what was disclosed in its place.
 *
 * Ownership: you own `claims`. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE.
 */
tegata_result tegata_certificate_claims(const tegata_certificate *certificate,
                                        tegata_text **claims);

/**
 * The identifier of the issuer of a credential. It is from outside: make it safe before
 * printing.
 *
 * Ownership: borrowed from `credential`. Threads: any. NULL: gives no text. Errors: gives no
 * text for a handle that is no good.
 */
tegata_bytes tegata_credential_issuer(const tegata_credential *credential);

/**
 * The claims of a credential as canonical JSON, with what was disclosed in its place.
 *
 * Ownership: you own `claims`. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE.
 */
tegata_result tegata_credential_claims(const tegata_credential *credential, tegata_text **claims);

/**
 * Ends a certificate.
 *
 * Ownership: takes `certificate`, and what was borrowed from it ends. Threads: any. NULL:
 * does nothing. Errors: TEGATA_STALE, TEGATA_WRONG_TYPE.
 */
tegata_result tegata_certificate_free(tegata_certificate *certificate);

/**
 * Ends a credential.
 *
 * Ownership: takes `credential`, and what was borrowed from it ends. Threads: any. NULL:
 * does nothing. Errors: TEGATA_STALE, TEGATA_WRONG_TYPE.
 */
tegata_result tegata_credential_free(tegata_credential *credential);

/**
 * Both clocks at the machine's present time.
 *
 * Ownership: a plain value. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_ARGUMENT for a misaligned output.
 */
tegata_result tegata_clocks_now(tegata_clocks *clocks);

/**
 * Clocks from texts such as 2026-06-15T00:00:00+02:00. Without `known_at`, both clocks are
 * at `valid_at`: the day itself, as it was known then.
 *
 * Ownership: a plain value. Threads: any. NULL: `clocks` must not be. Errors: TEGATA_NULL,
 * TEGATA_NOT_UTF8, TEGATA_ARGUMENT for a text that is no instant with its offset.
 */
tegata_result tegata_clocks_at(tegata_bytes valid_at, tegata_bytes known_at, tegata_clocks *clocks);

/**
 * The first and the last second of a day, such as 2026-03-29, where the exporter of the
 * transfer is; in UTC where no register of the bundle knows the place. For
 * `tegata_assess_day` and `tegata_decide_day`.
 *
 * Ownership: plain values. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_ARGUMENT for a text that is no
 * day.
 */
tegata_result tegata_day_of(const tegata_verifier *verifier,
                            const tegata_transfer *transfer,
                            tegata_bytes day,
                            tegata_instant *first,
                            tegata_instant *last);

/**
 * Steps 4 to 8: may these certificates be relied on for this transfer, in the eyes of the
 * exporter's law, at these clocks? They are all there is: a closed set. TEGATA_OK says that
 * the data may move, and nothing else does.
 *
 * Ownership: you own `decision`; the rest stays yours. Threads: any. NULL: `certificates`
 * may be where `count` is 0; nothing else. Errors: TEGATA_NULL, TEGATA_STALE,
 * TEGATA_WRONG_TYPE, TEGATA_TOO_LONG for more than 4096 certificates, TEGATA_ARGUMENT for
 * clocks that show no instant.
 */
TEGATA_MUST_USE
tegata_result tegata_decide(const tegata_verifier *verifier,
                            const tegata_transfer *transfer,
                            tegata_certificate *const *certificates,
                            size_t count,
                            tegata_clocks clocks,
                            tegata_decision **decision);

/**
 * The same about a whole day, from the clocks at its first second to those at its last (see
 * `tegata_day_of`). Where the answer is not the same throughout, it is undetermined.
 *
 * Ownership: you own `decision`; the rest stays yours. Threads: any. NULL: `certificates`
 * may be where `count` is 0; nothing else. Errors: TEGATA_NULL, TEGATA_STALE,
 * TEGATA_WRONG_TYPE, TEGATA_TOO_LONG for more than 4096 certificates, TEGATA_ARGUMENT for
 * clocks that show no instant.
 */
TEGATA_MUST_USE
tegata_result tegata_decide_day(const tegata_verifier *verifier,
                                const tegata_transfer *transfer,
                                tegata_certificate *const *certificates,
                                size_t count,
                                tegata_clocks first,
                                tegata_clocks last,
                                tegata_decision **decision);

/**
 * The decision in words, in English ("en") or Japanese ("ja"), safe to print.
 *
 * Ownership: borrowed from `decision`. Threads: any. NULL: gives no text. Errors: gives no
 * text for a handle that is no good, and for another language.
 */
tegata_bytes tegata_decision_explain(const tegata_decision *decision, const char *language);

/**
 * The report as JSON (`tegata.report/1`): the same bytes for the same inputs, in every
 * language.
 *
 * Ownership: borrowed from `decision`. Threads: any. NULL: gives no text. Errors: gives no
 * text for a handle that is no good.
 */
tegata_bytes tegata_decision_json(const tegata_decision *decision);

/**
 * Who may receive the data: a name where there is one. It is from outside: make it safe
 * before printing.
 *
 * Ownership: borrowed from `decision`. Threads: any. NULL: gives no text. Errors: gives no
 * text for a handle that is no good, and where the decision is no permit.
 */
tegata_bytes tegata_decision_importer(const tegata_decision *decision);

/**
 * The instrument that permits it, or that none is needed.
 *
 * Ownership: borrowed from `decision`. Threads: any. NULL: gives no text. Errors: gives no
 * text for a handle that is no good, and where the decision is no permit.
 */
tegata_bytes tegata_decision_instrument(const tegata_decision *decision);

/**
 * The report of the decision by itself, which tells more.
 *
 * Ownership: you own `report`. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE.
 */
tegata_result tegata_decision_report(const tegata_decision *decision, tegata_report **report);

/**
 * Ends a decision.
 *
 * Ownership: takes `decision`, and what was borrowed from it ends. Threads: any. NULL: does
 * nothing. Errors: TEGATA_STALE, TEGATA_WRONG_TYPE.
 */
tegata_result tegata_decision_free(tegata_decision *decision);

#if defined(TEGATA_HTTP)
/**
 * A fetcher that begins with what the verifier's bundle holds. Only whole documents of issuers
 * that the bundle knows are asked for, over https, at public addresses; docs/fetching.md tells
 * the rules. `knobs` is JSON with any of `ports`, `redirects`, `events`, `roots` (PEM),
 * `connectMilliseconds`, `milliseconds`, `cache` (a folder) and `allowStale`; empty, all are as
 * that page says.
 *
 * Ownership: you own `fetcher`; `verifier` stays yours, and may be freed. Threads: any.
 * NULL: `fault` may be; the others must not be. Errors: TEGATA_ARGUMENT for other knobs,
 * TEGATA_CONFIG_INVALID, TEGATA_FILE, TEGATA_MACHINE, TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8,
 * TEGATA_TOO_LONG.
 */
TEGATA_MUST_USE
tegata_result tegata_fetcher_new(const tegata_verifier *verifier,
                                 tegata_bytes knobs,
                                 tegata_fault *fault,
                                 tegata_fetcher **fetcher);
#endif

#if defined(TEGATA_HTTP)
/**
 * `tegata_verify`, with what it lacks fetched. `fetched` is a JSON array: of each document its
 * `url` and `kind`, and either where it came `from` or a `code` and a `problem`. Its URLs are
 * from outside.
 *
 * Ownership: you own `report` and `fetched`; `fetcher` stays yours. Threads: any; a call waits
 * for the network, and for calls on other threads with the same fetcher. NULL: must not be.
 * Errors: TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_TOO_LONG, TEGATA_ARGUMENT for
 * clocks that show no instant.
 */
TEGATA_MUST_USE
tegata_result tegata_verify_online(const tegata_fetcher *fetcher,
                                   tegata_bytes token,
                                   tegata_clocks clocks,
                                   tegata_report **report,
                                   tegata_text **fetched);
#endif

#if defined(TEGATA_HTTP)
/**
 * `tegata_decide`, with what it lacks fetched. `fetched` is as `tegata_verify_online` gives it.
 * TEGATA_OK says that the data may move, and nothing else does.
 *
 * Ownership: you own `decision` and `fetched`; the rest stays yours. Threads: any; a call waits
 * for the network, and for calls on other threads with the same fetcher. NULL: `certificates`
 * may be where `count` is 0; nothing else. Errors: TEGATA_NULL, TEGATA_STALE,
 * TEGATA_WRONG_TYPE, TEGATA_TOO_LONG for more than 4096 certificates, TEGATA_ARGUMENT for
 * clocks that show no instant.
 */
TEGATA_MUST_USE
tegata_result tegata_decide_online(const tegata_fetcher *fetcher,
                                   const tegata_transfer *transfer,
                                   tegata_certificate *const *certificates,
                                   size_t count,
                                   tegata_clocks clocks,
                                   tegata_decision **decision,
                                   tegata_text **fetched);
#endif

#if defined(TEGATA_HTTP)
/**
 * The bundle with all that was fetched so far: from it, the same answer can be had again
 * without a network.
 *
 * Ownership: you own `bundle`; `fetcher` stays yours. Threads: any. NULL: must not be. Errors:
 * TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE.
 */
TEGATA_MUST_USE
tegata_result tegata_fetcher_bundle(const tegata_fetcher *fetcher,
                                    tegata_bundle **bundle);
#endif

#if defined(TEGATA_HTTP)
/**
 * Ends a fetcher. Calls that have begun on other threads end as they would.
 *
 * Ownership: takes `fetcher`. Threads: any. NULL: does nothing. Errors: TEGATA_STALE,
 * TEGATA_WRONG_TYPE.
 */
tegata_result tegata_fetcher_free(tegata_fetcher *fetcher);
#endif

/**
 * The version of the library, such as "0.1.0". Compare it with TEGATA_VERSION, that of the
 * header.
 *
 * Ownership: static text. Threads: any. NULL: none is taken. Errors: none.
 */
tegata_bytes tegata_version(void);

/**
 * The name of a result, such as "TEGATA_STALE".
 *
 * Ownership: static text. Threads: any. NULL: none is taken. Errors: no text for a number
 * that is no result.
 */
tegata_bytes tegata_result_name(uint32_t result);

/**
 * Tells `log` of every result of 16 or more of this process from now on, with `user_data`;
 * of panics, too. One function at a time: the last one that was set, or none.
 *
 * Ownership: `user_data` stays yours, and must be good until another `log` is set and calls
 * that began before have ended. Threads: any; `log` is called on the thread whose call
 * failed, on several at once. NULL: a NULL `log` is told nothing. Errors: none.
 */
tegata_result tegata_log_set(tegata_log_fn log, void *user_data);

/**
 * What a text holds.
 *
 * Ownership: borrowed from `text`. Threads: any. NULL: gives no text. Errors: gives no text
 * for a handle that is no good.
 */
tegata_bytes tegata_text_bytes(const tegata_text *text);

/**
 * Ends a text.
 *
 * Ownership: takes `text`, and what was borrowed from it ends. Threads: any. NULL: does
 * nothing. Errors: TEGATA_STALE, TEGATA_WRONG_TYPE.
 */
tegata_result tegata_text_free(tegata_text *text);

/**
 * Signs a certificate from a draft in JSON (see examples/drafts), in one of the encodings TEGATA_VC_JWT, TEGATA_VC_SD_JWT and TEGATA_DC_SD_JWT. `hidden` holds JSON
 * pointers into the draft's subject that the holder may keep back; with a `count` of 0, what
 * is sensibly hidden. What any verifier would refuse is never issued.
 *
 * Ownership: you own `token`; the rest stays yours. Threads: any. NULL: `fault` may be, and
 * `hidden` where `count` is 0; the others must not be. Errors: TEGATA_DOCUMENT_INVALID,
 * TEGATA_KEY_INVALID, TEGATA_MACHINE, TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE,
 * TEGATA_NOT_UTF8, TEGATA_TOO_LONG, TEGATA_ARGUMENT for an encoding that is none.
 */
TEGATA_MUST_USE
tegata_result tegata_issue_certificate(const tegata_signer *signer,
                                       tegata_bytes issuer,
                                       tegata_bytes draft,
                                       uint32_t encoding,
                                       const tegata_bytes *hidden,
                                       size_t count,
                                       tegata_instant issued_at,
                                       tegata_fault *fault,
                                       tegata_text **token);

/**
 * Signs any other document: a list of bodies, a scheme, events, a regime, an arrangement, an
 * order, in JSON as docs/schemas have it. What a bundle would not accept is never issued.
 *
 * Ownership: you own `token`; the rest stays yours. Threads: any. NULL: `fault` may be; the
 * others must not be. Errors: TEGATA_DOCUMENT_INVALID, TEGATA_KEY_INVALID, TEGATA_MACHINE,
 * TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
 */
TEGATA_MUST_USE
tegata_result tegata_issue_statement(const tegata_signer *signer,
                                     tegata_bytes issuer,
                                     tegata_bytes statement,
                                     tegata_fault *fault,
                                     tegata_text **token);

/**
 * Signs an edition of a status list: what the register says at `issued_at`, to be relied on
 * until `until`.
 *
 * Ownership: you own `token`; the rest stays yours. Threads: any. NULL: `fault` may be; the
 * others must not be. Errors: TEGATA_DOCUMENT_INVALID, TEGATA_KEY_INVALID, TEGATA_MACHINE,
 * TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG,
 * TEGATA_ARGUMENT for what is no instant.
 */
TEGATA_MUST_USE
tegata_result tegata_issue_status_list(const tegata_signer *signer,
                                       tegata_bytes issuer,
                                       const tegata_register *register_,
                                       tegata_instant issued_at,
                                       tegata_instant until,
                                       tegata_fault *fault,
                                       tegata_text **token);

/**
 * Puts the signatures of several keys over one and the same statement together, to reach an
 * anchor's threshold.
 *
 * Ownership: you own `document`; the rest stays yours. Threads: any. NULL: `fault` may be;
 * the others must not be. Errors: TEGATA_DOCUMENT_INVALID, TEGATA_NULL, TEGATA_NOT_UTF8,
 * TEGATA_TOO_LONG.
 */
TEGATA_MUST_USE
tegata_result tegata_combine(const tegata_bytes *tokens,
                             size_t count,
                             tegata_fault *fault,
                             tegata_text **document);

/**
 * The JSON pointers of what the holder of an SD-JWT may show or keep back, as a JSON array.
 *
 * Ownership: you own `pointers`. Threads: any. NULL: `fault` may be; `pointers` must not be.
 * Errors: TEGATA_DOCUMENT_INVALID, TEGATA_NULL, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
 */
TEGATA_MUST_USE
tegata_result tegata_disclosable(tegata_bytes token,
                                 tegata_fault *fault,
                                 tegata_text **pointers);

/**
 * Shows of an SD-JWT the claims at the JSON pointers in `keep` with all that is inside them,
 * and nothing else that can be hidden. Without proof of possession.
 *
 * Ownership: you own `shown`. Threads: any. NULL: `fault` may be, and `keep` where `count` is
 * 0; `shown` must not be. Errors: TEGATA_DOCUMENT_INVALID, TEGATA_NULL, TEGATA_NOT_UTF8,
 * TEGATA_TOO_LONG.
 */
TEGATA_MUST_USE
tegata_result tegata_disclose(tegata_bytes token,
                              const tegata_bytes *keep,
                              size_t count,
                              tegata_fault *fault,
                              tegata_text **shown);

/**
 * The same with a proof that the holder has the key that the certificate names, addressed to
 * `audience` with the `nonce` that it gave.
 *
 * Ownership: you own `shown`; the rest stays yours. Threads: any. NULL: `fault` may be, and
 * `keep` where `count` is 0; the others must not be. Errors: TEGATA_DOCUMENT_INVALID,
 * TEGATA_KEY_INVALID, TEGATA_MACHINE, TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE,
 * TEGATA_NOT_UTF8, TEGATA_TOO_LONG, TEGATA_ARGUMENT for what is no instant.
 */
TEGATA_MUST_USE
tegata_result tegata_present(tegata_bytes token,
                             const tegata_bytes *keep,
                             size_t count,
                             const tegata_signer *holder,
                             tegata_bytes audience,
                             tegata_bytes nonce,
                             tegata_instant issued_at,
                             tegata_fault *fault,
                             tegata_text **shown);

/**
 * An empty register for the list that is published at `url`, of one of the kinds
 * TEGATA_LIST_REVOCATION, TEGATA_LIST_SUSPENSION and TEGATA_LIST_TOKEN.
 *
 * Ownership: you own `status_register`. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_NOT_UTF8, TEGATA_TOO_LONG, TEGATA_ARGUMENT for a kind that is none.
 */
TEGATA_MUST_USE
tegata_result tegata_register_new(tegata_bytes url,
                                  uint32_t kind,
                                  tegata_register **status_register);

/**
 * A register from the JSON that `tegata_register_json` gave.
 *
 * Ownership: you own `status_register`. Threads: any. NULL: `fault` may be; `status_register` must not
 * be. Errors: TEGATA_DOCUMENT_INVALID, TEGATA_NULL, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
 */
TEGATA_MUST_USE
tegata_result tegata_register_from_json(tegata_bytes json,
                                        tegata_fault *fault,
                                        tegata_register **status_register);

/**
 * The register as JSON, as it is now. Keep it: a list that is built from anything else could
 * take a revocation back.
 *
 * Ownership: you own `json`. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE.
 */
tegata_result tegata_register_json(const tegata_register *status_register, tegata_text **json);

/**
 * Gives out an unused entry, at a random place. Write it into the draft of a certificate as
 * `{"kind": ..., "list": url, "index": index}`, and keep the register.
 *
 * Ownership: `status_register` stays yours. Threads: any. NULL: `fault` may be; the others must not
 * be. Errors: TEGATA_DOCUMENT_INVALID where every entry is given out, TEGATA_MACHINE,
 * TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE.
 */
TEGATA_MUST_USE
tegata_result tegata_register_allocate(tegata_register *status_register,
                                       tegata_fault *fault,
                                       uint64_t *index);

/**
 * Changes what an entry says, to one of TEGATA_STATUS_VALID, TEGATA_STATUS_REVOKED and
 * TEGATA_STATUS_SUSPENDED. A revocation stands for ever.
 *
 * Ownership: `status_register` stays yours. Threads: any. NULL: `fault` may be; `status_register` must
 * not be. Errors: TEGATA_DOCUMENT_INVALID, TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE,
 * TEGATA_ARGUMENT for a status that is none.
 */
TEGATA_MUST_USE
tegata_result tegata_register_set(tegata_register *status_register,
                                  uint64_t index,
                                  uint32_t status,
                                  tegata_fault *fault);

/**
 * Ends a register.
 *
 * Ownership: takes `status_register`. Threads: any. NULL: does nothing. Errors: TEGATA_STALE,
 * TEGATA_WRONG_TYPE.
 */
tegata_result tegata_register_free(tegata_register *status_register);

/**
 * The report as JSON (`tegata.report/1`): the same bytes for the same inputs, in every
 * language.
 *
 * Ownership: borrowed from `report`. Threads: any. NULL: gives no text. Errors: gives no
 * text for a handle that is no good.
 */
tegata_bytes tegata_report_json(const tegata_report *report);

/**
 * The report in words, in English ("en") or Japanese ("ja"), safe to print.
 *
 * Ownership: borrowed from `report`. Threads: any. NULL: gives no text. Errors: gives no
 * text for a handle that is no good, and for another language.
 */
tegata_bytes tegata_report_explain(const tegata_report *report, const char *language);

/**
 * The answer as a number, TEGATA_OK to TEGATA_CONDITIONAL.
 *
 * Ownership: a number. Threads: any. NULL: gives TEGATA_NULL. Errors: TEGATA_STALE,
 * TEGATA_WRONG_TYPE.
 */
tegata_result tegata_report_result(const tegata_report *report);

/**
 * The answer in one word, such as "valid", "refused" or "undetermined".
 *
 * Ownership: static text. Threads: any. NULL: gives no text. Errors: gives no text for a
 * handle that is no good.
 */
tegata_bytes tegata_report_verdict(const tegata_report *report);

/**
 * The code of the finding that decided the answer, such as "revoked"; permanent, and "ok"
 * where nothing stands in the way.
 *
 * Ownership: static text. Threads: any. NULL: gives no text. Errors: gives no text for a
 * handle that is no good.
 */
tegata_bytes tegata_report_code(const tegata_report *report);

/**
 * When the answer changes as time moves on, with what is known now. Its seconds are
 * TEGATA_NEVER where nothing is known to change it.
 *
 * Ownership: a plain value. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE.
 */
tegata_result tegata_report_next_change(const tegata_report *report, tegata_instant *instant);

/**
 * Until when the documents behind the answer may be relied on. Its seconds are TEGATA_NEVER
 * where none of them ends.
 *
 * Ownership: a plain value. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE.
 */
tegata_result tegata_report_fresh_until(const tegata_report *report, tegata_instant *instant);

/**
 * Ends a report.
 *
 * Ownership: takes `report`, and what was borrowed from it ends. Threads: any. NULL: does
 * nothing. Errors: TEGATA_STALE, TEGATA_WRONG_TYPE.
 */
tegata_result tegata_report_free(tegata_report *report);

/**
 * Makes a new private key: for ES256, ES384, EdDSA or Ed25519. An empty `key_id` is none.
 *
 * Ownership: you own `signer`. Threads: any. NULL: `fault` may be; `signer` must not be.
 * Errors: TEGATA_KEY_INVALID, TEGATA_MACHINE, TEGATA_NULL, TEGATA_NOT_UTF8, TEGATA_TOO_LONG,
 * TEGATA_ARGUMENT for an unknown algorithm.
 */
TEGATA_MUST_USE
tegata_result tegata_signer_generate(tegata_bytes algorithm,
                                     tegata_bytes key_id,
                                     tegata_fault *fault,
                                     tegata_signer **signer);

/**
 * Reads a private key from a file: PKCS#8 in PEM, encrypted or not, or a JWK. On Unix a file
 * that others than its owner may touch is refused. An empty `passphrase` is none, and an
 * empty `key_id` leaves the one in the file.
 *
 * Ownership: you own `signer`; `passphrase` stays yours, to be wiped when you like. Threads:
 * any. NULL: `fault` may be; `signer` must not be. Errors: TEGATA_FILE, TEGATA_KEY_INVALID,
 * TEGATA_NULL, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
 */
TEGATA_MUST_USE
tegata_result tegata_signer_load(tegata_bytes path,
                                 tegata_bytes passphrase,
                                 tegata_bytes key_id,
                                 tegata_fault *fault,
                                 tegata_signer **signer);

/**
 * A signer that calls `sign` with `user_data`, for a key that is kept elsewhere. Each
 * signature is verified with the public key, a JWK, before anything is given out.
 *
 * Ownership: you own `signer`; `user_data` stays yours, and must be good until `signer` is
 * freed and calls that use it have ended. Threads: any; `sign` may be called on several at
 * once. NULL: `fault` and `user_data` may be; `sign` and `signer` must not be. Errors:
 * TEGATA_KEY_INVALID, TEGATA_NULL, TEGATA_NOT_UTF8, TEGATA_TOO_LONG, TEGATA_ARGUMENT for an
 * unknown algorithm.
 */
TEGATA_MUST_USE
tegata_result tegata_signer_from_function(tegata_bytes algorithm,
                                          tegata_bytes public_jwk,
                                          tegata_sign_fn sign,
                                          void *user_data,
                                          tegata_fault *fault,
                                          tegata_signer **signer);

/**
 * Writes a private key to a new file that only its owner may read: encrypted PKCS#8 in PEM.
 * An existing file is left alone.
 *
 * Ownership: `signer` stays yours. Threads: any. NULL: `fault` may be; `signer` must not be.
 * Errors: TEGATA_FILE, TEGATA_KEY_INVALID for an empty passphrase, TEGATA_NULL, TEGATA_STALE,
 * TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG, TEGATA_ARGUMENT for a signer whose
 * key is kept elsewhere.
 */
TEGATA_MUST_USE
tegata_result tegata_signer_save(const tegata_signer *signer,
                                 tegata_bytes path,
                                 tegata_bytes passphrase,
                                 tegata_fault *fault);

/**
 * The public key as a JWK, to hand out.
 *
 * Ownership: you own `jwk`. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE.
 */
tegata_result tegata_signer_public_jwk(const tegata_signer *signer, tegata_text **jwk);

/**
 * Ends a signer, and wipes the key in it.
 *
 * Ownership: takes `signer`. Threads: any. NULL: does nothing. Errors: TEGATA_STALE,
 * TEGATA_WRONG_TYPE.
 */
tegata_result tegata_signer_free(tegata_signer *signer);

/**
 * From when until when a transfer was recognised, and by what, with the knowledge of
 * `known_at`: JSON, tegata.period/1.
 *
 * Ownership: you own `json`; the rest stays yours. Threads: any. NULL: `certificates` may be
 * where `count` is 0; nothing else. Errors: TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE,
 * TEGATA_TOO_LONG, TEGATA_ARGUMENT for what is no instant.
 */
TEGATA_MUST_USE
tegata_result tegata_period(const tegata_verifier *verifier,
                            const tegata_transfer *transfer,
                            tegata_certificate *const *certificates,
                            size_t count,
                            tegata_instant from,
                            tegata_instant until,
                            tegata_instant known_at,
                            tegata_text **json);

/**
 * What would make the answer a yes, the smallest changes first: JSON, tegata.routes/1.
 *
 * Ownership: you own `json`; the rest stays yours. Threads: any. NULL: `certificates` may be
 * where `count` is 0; nothing else. Errors: TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE,
 * TEGATA_TOO_LONG, TEGATA_ARGUMENT for clocks that show no instant.
 */
TEGATA_MUST_USE
tegata_result tegata_routes(const tegata_verifier *verifier,
                            const tegata_transfer *transfer,
                            tegata_certificate *const *certificates,
                            size_t count,
                            tegata_clocks clocks,
                            tegata_text **json);

/**
 * From which regimes the certificates open a way: JSON, tegata.where/1. Where the transfer is
 * from is left out of it.
 *
 * Ownership: you own `json`; the rest stays yours. Threads: any. NULL: `certificates` may be
 * where `count` is 0; nothing else. Errors: TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE,
 * TEGATA_TOO_LONG, TEGATA_ARGUMENT for clocks that show no instant.
 */
TEGATA_MUST_USE
tegata_result tegata_corridors(const tegata_verifier *verifier,
                               const tegata_transfer *transfer,
                               tegata_certificate *const *certificates,
                               size_t count,
                               tegata_clocks clocks,
                               tegata_text **json);

/**
 * Which schemes would open a way for the transfer: JSON, tegata.where/1.
 *
 * Ownership: you own `json`; the rest stays yours. Threads: any. NULL: must not be. Errors:
 * TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_ARGUMENT for clocks that show no
 * instant.
 */
TEGATA_MUST_USE
tegata_result tegata_openings(const tegata_verifier *verifier,
                              const tegata_transfer *transfer,
                              tegata_clocks clocks,
                              tegata_text **json);

/**
 * What becomes of a stored decision if an instrument ends: JSON, tegata.impact/1. The
 * decision is one in JSON (docs/schemas/asked.json); its certificates are the ones given.
 *
 * Ownership: you own `json`; the rest stays yours. Threads: any. NULL: `fault` may be, and
 * `certificates` where `count` is 0; nothing else. Errors: TEGATA_CONFIG_INVALID, TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG, TEGATA_ARGUMENT for what
 * is no instant.
 */
TEGATA_MUST_USE
tegata_result tegata_impact(const tegata_verifier *verifier,
                            tegata_ending ending,
                            tegata_bytes asked,
                            tegata_certificate *const *certificates,
                            size_t count,
                            tegata_fault *fault,
                            tegata_text **json);

/**
 * What is doubtful in a pack that is not signed, in JSON; in the embedded one where `pack` is
 * empty: JSON, tegata.lint/1.
 *
 * Ownership: you own `json`. Threads: any. NULL: `fault` may be; `json` must not be. Errors:
 * TEGATA_BUNDLE_INVALID, TEGATA_CONFIG_INVALID, TEGATA_NULL, TEGATA_NOT_UTF8,
 * TEGATA_TOO_LONG, TEGATA_ARGUMENT where the library was built without a pack.
 */
TEGATA_MUST_USE
tegata_result tegata_pack_lint(tegata_bytes pack,
                               tegata_fault *fault,
                               tegata_text **json);

/**
 * What a token or a JSON document says, whoever wrote it: JSON. Nothing of it is verified.
 *
 * Ownership: you own `json`. Threads: any. NULL: `fault` may be; `json` must not be. Errors:
 * TEGATA_DOCUMENT_INVALID, TEGATA_NULL, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
 */
TEGATA_MUST_USE
tegata_result tegata_inspect(tegata_bytes token,
                             tegata_fault *fault,
                             tegata_text **json);

/**
 * A transfer from one jurisdiction to another: identifiers, or codes such as SG.
 *
 * Ownership: you own `transfer`. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
 */
TEGATA_MUST_USE
tegata_result tegata_transfer_between(tegata_bytes from,
                                      tegata_bytes to,
                                      tegata_transfer **transfer);

/**
 * A transfer from its JSON (docs/schemas/transfer.json). Unknown members are refused.
 *
 * Ownership: you own `transfer`. Threads: any. NULL: `fault` may be; `transfer` must not be.
 * Errors: TEGATA_CONFIG_INVALID, TEGATA_NULL, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
 */
TEGATA_MUST_USE
tegata_result tegata_transfer_from_json(tegata_bytes json,
                                        tegata_fault *fault,
                                        tegata_transfer **transfer);

/**
 * The transfer as canonical JSON, as it is now.
 *
 * Ownership: you own `json`. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE.
 */
tegata_result tegata_transfer_json(const tegata_transfer *transfer, tegata_text **json);

/**
 * Who imports: the organisation of a certificate.
 *
 * Ownership: both stay yours. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE.
 */
tegata_result tegata_transfer_to(tegata_transfer *transfer, const tegata_certificate *importer);

/**
 * Who imports: an identifier or a name.
 *
 * Ownership: `transfer` stays yours. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
 */
tegata_result tegata_transfer_to_party(tegata_transfer *transfer, tegata_bytes importer);

/**
 * Who exports: an identifier or a name.
 *
 * Ownership: `transfer` stays yours. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
 */
tegata_result tegata_transfer_exported_by(tegata_transfer *transfer, tegata_bytes exporter);

/**
 * Adds a category of data: an IRI, or a short name of the taxonomy such as contact.
 *
 * Ownership: `transfer` stays yours. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
 */
tegata_result tegata_transfer_of(tegata_transfer *transfer, tegata_bytes category);

/**
 * Adds a kind of people whose data they are, such as employees.
 *
 * Ownership: `transfer` stays yours. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
 */
tegata_result tegata_transfer_about(tegata_transfer *transfer, tegata_bytes subjects);

/**
 * Adds a purpose, such as payroll.
 *
 * Ownership: `transfer` stays yours. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
 */
tegata_result tegata_transfer_for_purpose(tegata_transfer *transfer, tegata_bytes purpose);

/**
 * Adds a sector of the importer, such as public.
 *
 * Ownership: `transfer` stays yours. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
 */
tegata_result tegata_transfer_in_sector(tegata_transfer *transfer, tegata_bytes sector);

/**
 * Says that a precondition is met, by its name.
 *
 * Ownership: `transfer` stays yours. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
 */
tegata_result tegata_transfer_with_evidence(tegata_transfer *transfer, tegata_bytes precondition);

/**
 * Shows a genuine credential as evidence. It counts by its type: whom it is about, and
 * whether it is still valid, is not looked at here, so see to that first.
 *
 * Ownership: both stay yours. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE.
 */
tegata_result tegata_transfer_showing(tegata_transfer *transfer,
                                      const tegata_credential *credential);

/**
 * Asserts a fact that instruments ask for, or, with 0, denies it.
 *
 * Ownership: `transfer` stays yours. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG, TEGATA_ARGUMENT for
 * what is neither 0 nor 1.
 */
tegata_result tegata_transfer_fact(tegata_transfer *transfer, tegata_bytes name, uint32_t holds);

/**
 * Ends a transfer.
 *
 * Ownership: takes `transfer`. Threads: any. NULL: does nothing. Errors: TEGATA_STALE,
 * TEGATA_WRONG_TYPE.
 */
tegata_result tegata_transfer_free(tegata_transfer *transfer);

/**
 * A verifier that answers from this bundle, under a policy in JSON; an empty `policy` is
 * the default one.
 *
 * Ownership: you own `verifier`; `bundle` stays yours, and may be freed. Threads: any.
 * NULL: `fault` may be; the others must not be. Errors: TEGATA_CONFIG_INVALID, TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
 */
TEGATA_MUST_USE
tegata_result tegata_verifier_new(const tegata_bundle *bundle,
                                  tegata_bytes policy,
                                  tegata_fault *fault,
                                  tegata_verifier **verifier);

/**
 * The same, which also remembers the last `capacity` different certificates that passed steps
 * 1 to 3, so that the same bytes need not pass them again. For many questions about few
 * certificates.
 *
 * Ownership: you own `verifier`; `bundle` stays yours, and may be freed. Threads: any.
 * NULL: `fault` may be; the others must not be. Errors: TEGATA_CONFIG_INVALID, TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
 */
TEGATA_MUST_USE
tegata_result tegata_verifier_new_remembering(const tegata_bundle *bundle,
                                              tegata_bytes policy,
                                              size_t capacity,
                                              tegata_fault *fault,
                                              tegata_verifier **verifier);

/**
 * The policy as canonical JSON, with its defaults written out.
 *
 * Ownership: you own `json`. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE.
 */
tegata_result tegata_verifier_policy(const tegata_verifier *verifier, tegata_text **json);

/**
 * Steps 1 to 5: is this certificate good, at these clocks?
 *
 * Ownership: you own `report`. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
 * TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_TOO_LONG, TEGATA_ARGUMENT for clocks that show no
 * instant.
 */
TEGATA_MUST_USE
tegata_result tegata_verify(const tegata_verifier *verifier,
                            tegata_bytes token,
                            tegata_clocks clocks,
                            tegata_report **report);

/**
 * Steps 1 to 3: is this a genuine certificate of an organisation, from a known issuer? The
 * facts in it are true whatever the time. `certificate` is NULL unless the result is
 * TEGATA_OK, and `refusal` is NULL if it is.
 *
 * Ownership: you own `certificate` and `refusal`. Threads: any. NULL: must not be. Errors:
 * TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_TOO_LONG.
 */
TEGATA_MUST_USE
tegata_result tegata_authenticate(const tegata_verifier *verifier,
                                  tegata_bytes token,
                                  tegata_certificate **certificate,
                                  tegata_report **refusal);

/**
 * The same for a certificate that its holder presents with a proof of possession, which
 * must be there and must fit what is expected. `tegata_authenticate` refuses such a token.
 *
 * Ownership: you own `certificate` and `refusal`. Threads: any. NULL: must not be. Errors:
 * TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG,
 * TEGATA_ARGUMENT for clocks that show no instant.
 */
TEGATA_MUST_USE
tegata_result tegata_authenticate_presentation(const tegata_verifier *verifier,
                                               tegata_bytes token,
                                               tegata_expected expected,
                                               tegata_clocks clocks,
                                               tegata_certificate **certificate,
                                               tegata_report **refusal);

/**
 * Steps 1 to 3 for a credential of any kind. `credential` is NULL unless the result is
 * TEGATA_OK, and `refusal` is NULL if it is.
 *
 * Ownership: you own `credential` and `refusal`. Threads: any. NULL: must not be. Errors:
 * TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_TOO_LONG.
 */
TEGATA_MUST_USE
tegata_result tegata_open(const tegata_verifier *verifier,
                          tegata_bytes token,
                          tegata_credential **credential,
                          tegata_report **refusal);

/**
 * Steps 4 and 5: was the certificate's body accredited, and was it in force, at these
 * clocks?
 *
 * Ownership: you own `report`; `certificate` stays yours. Threads: any. NULL: must not be.
 * Errors: TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_ARGUMENT for clocks that show
 * no instant.
 */
TEGATA_MUST_USE
tegata_result tegata_assess(const tegata_verifier *verifier,
                            const tegata_certificate *certificate,
                            tegata_clocks clocks,
                            tegata_report **report);

/**
 * The same about a whole day, from the clocks at its first second to those at its last.
 * Where the two differ, the answer is undetermined.
 *
 * Ownership: you own `report`; `certificate` stays yours. Threads: any. NULL: must not be.
 * Errors: TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_ARGUMENT for clocks that show
 * no instant.
 */
TEGATA_MUST_USE
tegata_result tegata_assess_day(const tegata_verifier *verifier,
                                const tegata_certificate *certificate,
                                tegata_clocks first,
                                tegata_clocks last,
                                tegata_report **report);

/**
 * Ends a verifier. Calls that have begun on other threads end as they would.
 *
 * Ownership: takes `verifier`, and what was borrowed from it ends. Threads: any. NULL: does
 * nothing. Errors: TEGATA_STALE, TEGATA_WRONG_TYPE.
 */
tegata_result tegata_verifier_free(tegata_verifier *verifier);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* TEGATA_H */

#ifndef TEGATA_STR
#define TEGATA_STR
/** The text of a C string, whose NUL does not count. NULL is the empty text. */
static inline tegata_bytes tegata_str(const char *string) {
  tegata_bytes bytes;
  bytes.data = string;
  bytes.len = string ? strlen(string) : 0;
  return bytes;
}
#endif  /* TEGATA_STR */
