//! The table of codes. One row each: name, class, step, weight, reference, and the
//! words in English and Japanese (problem, then remedy).

use super::{Class, Step, Weight, Words};

macro_rules! codes {
    ($($variant:ident $name:literal $class:ident $step:ident $weight:ident $reference:literal
        $en:literal $en_remedy:literal $ja:literal $ja_remedy:literal;)*) => {
        /// Every finding that a report may hold.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code { $(#[doc = concat!("`", $name, "`: ", $en, ".")] $variant),* }

        impl Code {
            /// Every code, by rank.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name, lower snake case, permanent.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The class that the code belongs to.
            pub fn class(self) -> Class {
                match self { $(Self::$variant => Class::$class),* }
            }

            /// The step that finds it.
            pub fn step(self) -> Step {
                match self { $(Self::$variant => Step::$step),* }
            }

            /// What it does to the answer.
            pub fn weight(self) -> Weight {
                match self { $(Self::$variant => Weight::$weight),* }
            }

            /// The clause that demands it.
            pub fn reference(self) -> &'static str {
                match self { $(Self::$variant => $reference),* }
            }

            pub(crate) fn english(self) -> Words {
                match self { $(Self::$variant => Words { problem: $en, remedy: $en_remedy }),* }
            }

            pub(crate) fn japanese(self) -> Words {
                match self { $(Self::$variant => Words { problem: $ja, remedy: $ja_remedy }),* }
            }
        }

        impl std::str::FromStr for Code {
            type Err = ();

            fn from_str(name: &str) -> Result<Self, ()> {
                match name { $($name => Ok(Self::$variant),)* _ => Err(()) }
            }
        }
    };
}

codes! {
    // Step 1: parse.
    TokenMalformed "token_malformed" Malformed Parse Refused "RFC 7515 section 7.1"
        "these bytes are not a signed credential: {fault}"
        "ask the sender for the original file; copying from an e-mail or a PDF often damages it"
        "これは署名付き証明書のデータではありません：{fault}"
        "元のファイルを送付者から受け取り直してください。メールやPDFからの複写で壊れることがあります";
    FormatUnsupported "format_unsupported" UnsupportedFormat Parse Refused "VC-JOSE-COSE section 3"
        "this is {format}, a format that is not read here"
        "ask for the certificate as vc+jwt or dc+sd-jwt"
        "この形式（{format}）には対応していません"
        "vc+jwt または dc+sd-jwt 形式での発行を依頼してください";
    TooLarge "too_large" LimitExceeded Parse Refused "SECURITY, default limits"
        "the {part} is larger than the limit of {limit}"
        "a genuine certificate is far smaller; ask the issuer, or raise the limit in the policy knowingly"
        "{part}が上限（{limit}）を超えています"
        "通常の証明書はずっと小さいものです。発行者に確認するか、承知のうえで方針の上限を上げてください";
    JsonMalformed "json_malformed" Malformed Parse Refused "RFC 8259"
        "the {part} is not valid JSON: {fault}"
        "the credential was made by faulty software or damaged; ask the issuer for another"
        "{part}が正しいJSONではありません：{fault}"
        "作成ソフトの不具合または破損です。発行者に再発行を依頼してください";
    JsonMemberRepeated "json_member_repeated" DuplicateKey Parse Refused "RFC 8259 section 4; RFC 7515 section 4"
        "the {part} says the same thing twice: {fault}"
        "two readers could understand it differently, so it is refused; ask the issuer for another"
        "{part}に同じ項目が二つあります：{fault}"
        "読み手により解釈が分かれるため受け付けません。発行者に再発行を依頼してください";
    JsonNumberRange "json_number_range" NumberRange Parse Refused "RFC 7493 section 2.2"
        "the {part} holds a number that is out of range: {fault}"
        "ask the issuer for a corrected credential"
        "{part}に範囲外の数値があります：{fault}"
        "発行者に訂正を依頼してください";
    JsonTooLarge "json_too_large" LimitExceeded Parse Refused "SECURITY, default limits"
        "the {part} is too deep or holds too much: {fault}"
        "a genuine certificate is far smaller; ask the issuer, or raise the limit in the policy knowingly"
        "{part}の入れ子または要素数が上限を超えています：{fault}"
        "通常の証明書はずっと小さいものです。発行者に確認するか、承知のうえで方針の上限を上げてください";
    HeaderInvalid "header_invalid" HeaderInvalid Parse Refused "RFC 7515 section 4"
        "the credential's technical header is not acceptable: {fault}"
        "ask the issuer for a corrected credential"
        "証明書の技術ヘッダーが不適切です：{fault}"
        "発行者に訂正を依頼してください";
    HeaderCritical "header_critical" CritUnsupported Parse Refused "RFC 7515 section 4.1.11"
        "the credential demands an extension that is not supported (`crit`)"
        "ask the issuer for a credential without critical extensions"
        "この証明書は対応していない拡張（`crit`）を必須としています"
        "必須拡張のない証明書を発行者に依頼してください";
    AlgorithmNotAllowed "algorithm_not_allowed" AlgNotAllowed Parse Refused "RFC 8725 section 3.1"
        "the signature algorithm {algorithm} is not allowed"
        "ask the issuer to sign with ES256, ES384 or Ed25519"
        "署名方式 {algorithm} は許可されていません"
        "ES256、ES384 または Ed25519 での署名を発行者に依頼してください";
    TypeUnexpected "type_unexpected" TypeMismatch Parse Refused "RFC 8725 section 3.11"
        "this is a token of type {type}, where {expected} was expected"
        "present the certificate itself, not another kind of token"
        "種類が {type} のトークンです（必要なのは {expected}）"
        "別種のトークンではなく、証明書そのものを提示してください";
    ContextInvalid "context_invalid" ContextInvalid Parse Refused "VCDM 2.0 section 4.3"
        "the credential's vocabulary (`@context`) is not the required one: {fault}"
        "ask the issuer for a credential of the current data model"
        "証明書の語彙（`@context`）が所定のものではありません：{fault}"
        "現行のデータモデルに従った証明書を発行者に依頼してください";
    MemberInvalid "member_invalid" ClaimsInvalid Parse Refused "VCDM 2.0 section 4; certificate profile section 1"
        "the member {member} is missing or wrong: {fault}"
        "ask the issuer for a corrected credential"
        "項目 {member} がないか、正しくありません：{fault}"
        "発行者に訂正を依頼してください";
    ValidityContradictory "validity_contradictory" ClaimsInvalid Parse Refused "VCDM 2.0 section 4.9"
        "the certificate ends ({until}) before it begins ({from})"
        "ask the issuer for a corrected credential"
        "有効期間の終わり（{until}）が始まり（{from}）より前です"
        "発行者に訂正を依頼してください";
    DisclosureMalformed "disclosure_malformed" DisclosureInvalid Parse Refused "RFC 9901 section 7.1 step 3"
        "a disclosed part of the certificate is malformed: {fault}"
        "ask the holder to present the certificate again"
        "開示された項目の形式が正しくありません：{fault}"
        "保有者に再提示を依頼してください";
    DigestAlgorithmUnknown "digest_algorithm_unknown" DisclosureInvalid Parse Refused "RFC 9901 section 7.1 step 2.b"
        "the digests of the disclosures use an algorithm that is not supported: {algorithm}"
        "ask the issuer for a certificate with sha-256 digests"
        "開示項目のハッシュ方式に対応していません：{algorithm}"
        "sha-256 を用いた証明書を発行者に依頼してください";
    DisclosureUnreferenced "disclosure_unreferenced" DisclosureInvalid Parse Refused "RFC 9901 section 7.1 step 5"
        "a disclosed part does not belong to this certificate, or was changed"
        "ask the holder to present the certificate again, unchanged"
        "開示項目がこの証明書のものではないか、改変されています"
        "改変のない証明書の再提示を保有者に依頼してください";
    DisclosureRepeated "disclosure_repeated" DisclosureInvalid Parse Refused "RFC 9901 section 7.1 step 4"
        "the same digest stands twice in the certificate"
        "ask the issuer for a corrected certificate"
        "同じハッシュ値が証明書に二度現れます"
        "発行者に訂正を依頼してください";
    DisclosureNameTaken "disclosure_name_taken" DisclosureInvalid Parse Refused "RFC 9901 section 7.1 step 3.c.ii"
        "a disclosed part is called `{name}`, a name that is reserved or already there"
        "ask the issuer for a corrected certificate"
        "開示項目の名前 `{name}` は予約済みか、既に使われています"
        "発行者に訂正を依頼してください";
    DisclosureNotAllowed "disclosure_not_allowed" DisclosureInvalid Parse Refused "SD-JWT VC section 2.2.2.3; certificate profile section 1"
        "`{name}` is hidden behind a disclosure, but its absence could improve the answer"
        "ask the issuer for a certificate in which this is always visible"
        "`{name}` は選択的開示にできない項目です（隠すと判定が良くなり得るため）"
        "この項目が常に見える証明書を発行者に依頼してください";
    KeyBindingUnexpected "key_binding_unexpected" KeyBindingInvalid Parse Refused "RFC 9901 section 7.3"
        "the holder's proof of possession is attached, but was not asked for"
        "verify it as a presentation, with the audience and nonce that you gave the holder"
        "求めていない保有者証明（鍵バインディング）が付いています"
        "提示として、渡した audience と nonce を指定して検証してください";
    KeyBindingMissing "key_binding_missing" KeyBindingMissing Parse Refused "RFC 9901 section 7.3"
        "the holder's proof of possession is required and not attached"
        "ask the holder to present the certificate with your nonce"
        "必要な保有者証明（鍵バインディング）がありません"
        "渡した nonce を用いた提示を保有者に依頼してください";

    // Step 2: issuer.
    IssuerContradictory "issuer_contradictory" IssuerMismatch Issuer Refused "VC-JOSE-COSE section 3.1.3"
        "the certificate names two different issuers: {issuer} and {other}"
        "ask the issuer for a corrected credential"
        "証明書に異なる二つの発行者があります：{issuer} と {other}"
        "発行者に訂正を依頼してください";
    IssuerUnknown "issuer_unknown" KeyUntrusted Issuer Refused "SECURITY section 1.1 J10"
        "nothing in your trust bundle knows the issuer"
        "check who should have issued it; if you trust that body, add the list that accredits it or pin it"
        "信頼バンドルに、この発行者を知る文書がありません"
        "正しい発行者か確認し、信頼できる機関なら認定一覧を追加するか、個別に登録してください";
    IssuerUnlisted "issuer_unlisted" KeyUntrusted Issuer Undetermined "ARCHITECTURE, trust bundle"
        "nothing in your trust bundle knows the issuer, but {document}, which may name it, is missing or not acceptable"
        "add a sound copy of {document} to the bundle and ask again"
        "信頼バンドルに、この発行者を知る文書がありません。ただし、記載があり得る {document} がないか、不適切です"
        "{document} の正しい写しをバンドルに追加して、もう一度検証してください";
    KeyForeign "key_foreign" IssuerMismatch Issuer Refused "VC-JOSE-COSE section 4"
        "the key that is named does not belong to the issuer"
        "do not rely on it; report it to the body whose name it bears"
        "指定された鍵は発行者のものではありません"
        "信頼せず、名義の機関に連絡してください";
    KeyNotFound "key_not_found" KeyNotFound Issuer Refused "RFC 7515 section 4.1.4"
        "the issuer has no key of the name that the certificate gives"
        "update your trust bundle; if the issuer does not know the key either, the certificate is not genuine"
        "証明書が示す名前の鍵を、発行者は持っていません"
        "信頼バンドルを更新してください。発行者もその鍵を知らない場合、証明書は真正ではありません";
    KeyDocumentMissing "key_document_missing" KeyNotFound Issuer Undetermined "DID Core section 7; SD-JWT VC section 3.5"
        "the issuer is known, but the document with its keys is not in the bundle"
        "add {document} to the bundle and ask again"
        "発行者は既知ですが、その鍵の文書がバンドルにありません"
        "{document} をバンドルに追加して、もう一度検証してください";
    KeyDocumentInvalid "key_document_invalid" VerificationMethodInvalid Issuer Undetermined "Controlled Identifiers 1.0 section 3.3"
        "the document with the issuer's keys is not acceptable: {fault}"
        "ask the issuer to correct {document}, and update the bundle"
        "発行者の鍵の文書が不適切です：{fault}"
        "{document} の訂正を発行者に依頼し、バンドルを更新してください";
    KeyInvalid "key_invalid" KeyInvalid Issuer Refused "RFC 8725 section 3.5; NIST SP 800-186"
        "the issuer's key is not acceptable: {fault}"
        "ask the issuer for a new key; nothing signed with this one can be relied on"
        "発行者の鍵が不適切です：{fault}"
        "新しい鍵への切替を発行者に依頼してください。この鍵による署名は信頼できません";
    KeyPurpose "key_purpose" PurposeMismatch Issuer Refused "Controlled Identifiers 1.0 section 3.3"
        "the issuer's key is not meant for signing statements (`assertionMethod`)"
        "ask the issuer to sign with the right key"
        "この鍵は証明書への署名用（`assertionMethod`）ではありません"
        "正しい鍵での署名を発行者に依頼してください";
    KeyNotInForce "key_not_in_force" KeyUntrusted Issuer Refused "Controlled Identifiers 1.0 section 2.2"
        "the certificate was signed ({signed}) when the issuer's key was not in force ({from} to {until})"
        "ask the issuer whether it signed this; a retired key in other hands can be misused"
        "署名時（{signed}）に発行者の鍵は有効ではありませんでした（{from} から {until}）"
        "発行者に署名の事実を確認してください。退役した鍵は悪用され得ます";

    // Step 3: authentic.
    AlgorithmKeyMismatch "algorithm_key_mismatch" AlgKeyMismatch Authentic Refused "RFC 8725 section 3.1"
        "the signature algorithm {algorithm} is not the one of the issuer's key"
        "do not rely on it; this is how forgeries are attempted"
        "署名方式 {algorithm} は発行者の鍵のものと一致しません"
        "信頼しないでください。偽造の手口の一つです";
    SignatureInvalid "signature_invalid" SignatureInvalid Authentic Refused "RFC 7515 section 5.2"
        "the signature is not the issuer's: the certificate is forged or was changed"
        "do not rely on it; ask the issuer named in it whether it is genuine"
        "署名が発行者のものではありません。偽造または改変されています"
        "信頼せず、名義の発行者に真偽を確認してください";
    KeyBindingMalformed "key_binding_malformed" KeyBindingInvalid Authentic Refused "RFC 9901 section 7.3 step 5"
        "the holder's proof of possession is malformed: {fault}"
        "ask the holder to present the certificate again"
        "保有者証明の形式が正しくありません：{fault}"
        "保有者に再提示を依頼してください";
    KeyBindingKeyMissing "key_binding_key_missing" KeyBindingInvalid Authentic Refused "RFC 9901 section 4.1.2; RFC 7800"
        "the certificate names no usable key of its holder, so possession cannot be proved"
        "ask the issuer for a certificate that is bound to the holder's key"
        "証明書に保有者の使用可能な鍵がなく、保有を確認できません"
        "保有者の鍵に結び付けた証明書を発行者に依頼してください";
    KeyBindingSignatureInvalid "key_binding_signature_invalid" KeyBindingInvalid Authentic Refused "RFC 9901 section 7.3 step 5.d"
        "whoever presents the certificate does not hold its key"
        "do not rely on the presentation; the certificate may have been copied"
        "提示者は証明書の鍵を持っていません"
        "この提示を信頼しないでください。証明書が複写された可能性があります";
    KeyBindingDigestWrong "key_binding_digest_wrong" KeyBindingInvalid Authentic Refused "RFC 9901 section 7.3 step 5.g"
        "the holder's proof was made for another certificate or other disclosures"
        "ask the holder to present again"
        "保有者証明は別の証明書または別の開示のためのものです"
        "保有者に再提示を依頼してください";
    KeyBindingAudienceWrong "key_binding_audience_wrong" KeyBindingInvalid Authentic Refused "RFC 9901 section 7.3 step 5.f"
        "the holder's proof was made for another recipient"
        "ask the holder to present to you"
        "保有者証明は別の相手に向けたものです"
        "自分宛ての提示を保有者に依頼してください";
    KeyBindingNonceWrong "key_binding_nonce_wrong" KeyBindingInvalid Authentic Refused "RFC 9901 section 7.3 step 5.f"
        "the holder's proof does not carry your nonce: it may be a replay"
        "give a fresh nonce and ask the holder to present again"
        "保有者証明に指定した nonce がありません。使い回しの可能性があります"
        "新しい nonce を渡し、再提示を依頼してください";
    KeyBindingStale "key_binding_stale" KeyBindingInvalid Authentic Refused "RFC 9901 section 7.3 step 5.e"
        "the holder's proof was made at {made}, outside the time allowed"
        "ask the holder to present again"
        "保有者証明の作成時刻（{made}）が許容範囲外です"
        "保有者に再提示を依頼してください";

    // Step 4: accredited. First what concerns trust documents themselves.
    ThresholdNotMet "threshold_not_met" TrustListInvalid Accredited Undetermined "bundle anchors: threshold; TUF section 5"
        "the document bears {signed} signatures of distinct keys, and {needed} are needed"
        "obtain the document with all its signatures"
        "文書の署名は異なる鍵 {signed} 件で、必要な {needed} 件に足りません"
        "すべての署名がそろった文書を取得してください";
    SpeaksOutOfTurn "speaks_out_of_turn" TrustListInvalid Accredited Undetermined "bundle anchors: speaksFor"
        "the document's signer may not speak for this: {fault}"
        "obtain the document from the authority itself, or pin its signer for it knowingly"
        "文書の署名者にはこれを述べる権限がありません：{fault}"
        "権限のある機関から文書を取得するか、承知のうえで署名者を登録してください";
    DocumentMalformed "document_malformed" TrustListInvalid Accredited Undetermined "document formats"
        "the document is not of the expected form: {fault}"
        "tell its publisher; a misspelt member would weaken a rule, so it is not accepted"
        "文書が所定の形式ではありません：{fault}"
        "発行元に連絡してください。項目の誤記は規則を弱めるため受け付けません";
    SchemeNotAccepted "scheme_not_accepted" NotRecognised Accredited Refused "policy: schemes"
        "your policy does not accept the scheme {scheme}"
        "ask for a certificate under a scheme that you accept, or change the policy knowingly"
        "方針はこの制度（{scheme}）を受け入れていません"
        "受け入れる制度の証明書を求めるか、承知のうえで方針を変更してください";
    JurisdictionNotAccepted "jurisdiction_not_accepted" NotRecognised Accredited Refused "policy: jurisdictions"
        "your policy does not accept certificates granted under the law of {jurisdiction}"
        "ask for a certificate granted under a law that you accept, or change the policy knowingly"
        "方針は {jurisdiction} の法による証明書を受け入れていません"
        "受け入れる法域の証明書を求めるか、承知のうえで方針を変更してください";
    RoleNotCovered "role_not_covered" NotRecognised Accredited Refused "policy: roles"
        "the certificate does not cover the role of {role}"
        "ask for a certificate that covers this role"
        "証明書は役割「{role}」を対象としていません"
        "この役割を対象とする証明書を求めてください";
    BodyNotAccredited "body_not_accredited" NotAccredited Accredited Refused "ISO/IEC 17011; GDPR Article 43(1)"
        "nobody you trust has accredited this body for {what}"
        "ask the body for its accreditation; if it is genuine, add the list that states it"
        "信頼する機関の中に、この機関を {what} について認定したものはありません"
        "機関に認定の根拠を求め、正しければ該当する認定一覧を追加してください";
    AccreditationNotYet "accreditation_not_yet" NotAccredited Accredited Refused "ISO/IEC 17011 section 7.8"
        "the body decided on {decided}, before its accreditation began on {from}"
        "ask the body for a certificate that it decided while accredited"
        "決定（{decided}）は、機関の認定開始（{from}）より前です"
        "認定期間中に決定された証明書を求めてください";
    AccreditationEndedBefore "accreditation_ended_before" NotAccredited Accredited Refused "ISO/IEC 17011 section 7.11"
        "the body decided on {decided}, after its accreditation had ended on {until}"
        "do not rely on it; ask the organisation to turn to an accredited body"
        "決定（{decided}）は、機関の認定終了（{until}）より後です"
        "信頼せず、認定を受けた機関での取得を組織に求めてください";
    AccreditationSuspended "accreditation_suspended" NotAccredited Accredited Refused "ISO/IEC 17011 section 7.11"
        "the body decided on {decided}, while its accreditation was suspended"
        "do not rely on it; ask the organisation to turn to an accredited body"
        "決定（{decided}）は、機関の認定が停止中に行われました"
        "信頼せず、認定を受けた機関での取得を組織に求めてください";
    AccreditationLostVoid "accreditation_lost_void" NotAccredited Accredited Refused "scheme document: onAccreditationLoss"
        "the body lost its accreditation on {lost}, and the scheme's rule ends its certificates with it"
        "ask the organisation for a certificate from an accredited body"
        "機関は {lost} に認定を失い、制度の規則により証明書も失効しました"
        "認定を受けた機関の証明書を組織に求めてください";
    AccreditationRunOffEnded "accreditation_run_off_ended" NotAccredited Accredited Refused "scheme document: onAccreditationLoss; IAF MD 2"
        "the body lost its accreditation on {lost}; the time to move the certificate ended on {until}"
        "ask the organisation for a certificate from an accredited body"
        "機関は {lost} に認定を失い、証明書の移行期間は {until} に終わりました"
        "認定を受けた機関の証明書を組織に求めてください";
    SchemeVersionNotInForce "scheme_version_not_in_force" NotRecognised Accredited Refused "scheme document: versions"
        "version {version} of the scheme was not in force at the time that counts"
        "ask for a certificate under a current version of the scheme"
        "制度の版 {version} は該当時点で有効ではありません"
        "現行版による証明書を求めてください";
    ValidityTooLong "validity_too_long" ClaimsInvalid Accredited Refused "scheme document: maxValidityMonths; GDPR Article 42(7)"
        "the certificate runs longer than the scheme's maximum of {months} months"
        "ask the body for a corrected certificate"
        "有効期間が制度の上限（{months} か月）を超えています"
        "機関に訂正を依頼してください";
    AccreditationUnknown "accreditation_unknown" TrustListInvalid Accredited Undetermined "ARCHITECTURE, trust bundle"
        "whether the body is accredited cannot be told: {document} is missing or not acceptable"
        "add a sound copy of {document} to the bundle and ask again"
        "機関の認定を確認できません：{document} がないか、不適切です"
        "{document} の正しい写しをバンドルに追加して、もう一度検証してください";
    AccreditationListExpired "accreditation_list_expired" TrustListExpired Accredited Undetermined "W3C Recognized Entities; nextUpdate"
        "the list that accredits the body should have been replaced by {until}"
        "fetch the current list and ask again"
        "機関を認定する一覧は {until} までに更新されるべきものです"
        "最新の一覧を取得して、もう一度検証してください";
    SchemeUnknown "scheme_unknown" TrustListInvalid Accredited Undetermined "ARCHITECTURE, trust bundle"
        "the rules of the scheme {scheme} are missing or not acceptable"
        "add the scheme owner's signed document to the bundle and ask again"
        "制度 {scheme} の規則文書がないか、不適切です"
        "制度所有者の署名付き文書をバンドルに追加して、もう一度検証してください";
    AccreditationScopeUnknown "accreditation_scope_unknown" NotAccredited Accredited Undetermined "ISO/IEC 17011 section 7.8"
        "the body's accreditation was extended on {extended}, after its decision of {decided}; whether it covered this before cannot be told"
        "ask the accreditation authority for a list that states each extension as a grant of its own"
        "機関の認定範囲は決定（{decided}）後の {extended} に拡大されており、当時の範囲を確認できません"
        "拡大を個別の付与として記載した一覧を認定機関に求めてください";
    BoundaryDay "boundary_day" NotAccredited Accredited Undetermined "ARCHITECTURE, time"
        "only the day {day} is known, and the answer changed on that day"
        "ask with the exact time, or ask the body for the exact time of its decision"
        "{day} という日付だけでは、その日のうちに判定が変わるため決まりません"
        "正確な時刻で検証し直すか、決定の正確な時刻を機関に確認してください";
    DecisionUndated "decision_undated" NotAccredited Accredited Undetermined "certificate profile section 1"
        "the certificate does not say when the body decided, so its accreditation then cannot be told"
        "ask the body for a certificate with the day of its decision"
        "証明書に決定日がなく、その時点の認定を確認できません"
        "決定日の記載された証明書を機関に求めてください";
    NoProofOfExistence "no_poe" KeyUntrusted Accredited Undetermined "ETSI EN 319 102-1 section 5.4"
        "the issuer's key is compromised since {since}, and nothing proves that the certificate is older"
        "ask the body for an event document that shows when the certificate was granted, or for a new certificate"
        "発行者の鍵は {since} 以降危殆化しており、証明書がそれ以前のものである証拠がありません"
        "付与日を示す署名付き履歴、または新しい証明書を機関に求めてください";
    AccreditationRunOff "accreditation_run_off" NotAccredited Accredited Notice "scheme document: onAccreditationLoss; IAF MD 2"
        "the body lost its accreditation on {lost}; the certificate must be moved by {until}"
        "ask the organisation which accredited body takes the certificate over"
        "機関は {lost} に認定を失いました。証明書は {until} までに移行が必要です"
        "引き継ぐ認定機関を組織に確認してください";
    BodySuspendedNow "body_suspended_now" NotAccredited Accredited Notice "ISO/IEC 17011 section 7.11"
        "the body's accreditation is suspended since {since}; by the scheme's rule, certificates granted before stand {until}"
        "watch for the outcome"
        "機関の認定は {since} から停止中です。制度の規則により、以前の証明書は有効です（{until}）"
        "今後の経過に注意してください";
    PinnedLocally "pinned_locally" NotAccredited Accredited Notice "ARCHITECTURE, trust bundle"
        "the body is trusted because you pinned it yourself; no list accredits it here"
        "add the list that accredits the body where there is one"
        "この機関は個別登録により信頼されています（認定一覧によるものではありません）"
        "認定一覧があれば追加してください";

    // Step 5: current.
    NotYetValid "not_yet_valid" NotYetValid Current Refused "VCDM 2.0 section 4.9; RFC 7519 section 4.1.5"
        "the certificate begins only on {from}"
        "wait until then, or ask for the certificate that is in force now"
        "証明書の有効期間は {from} からです"
        "それまで待つか、現在有効な証明書を求めてください";
    Expired "expired" Expired Current Refused "VCDM 2.0 section 4.9; RFC 7519 section 4.1.4"
        "the certificate ended on {until}"
        "ask the organisation for its current certificate"
        "証明書は {until} に期限が切れました"
        "現行の証明書を組織に求めてください";
    Revoked "revoked" StatusRevoked Current Refused "Bitstring Status List section 2.2; Token Status List section 7.1"
        "the certificate was revoked; the list of {listed} says so"
        "do not rely on it; ask the organisation for its current certificate"
        "証明書は取り消されています（{listed} の一覧による）"
        "信頼せず、現行の証明書を組織に求めてください";
    Suspended "suspended" StatusSuspended Current Refused "Bitstring Status List section 2.2; Token Status List section 7.1"
        "the certificate is suspended; the list of {listed} says so"
        "ask the body for the reason, and again when the suspension is lifted"
        "証明書は一時停止中です（{listed} の一覧による）"
        "理由を機関に確認し、解除後に改めて検証してください";
    Withdrawn "withdrawn" StatusRevoked Current Refused "certification events; GDPR Article 42(7)"
        "the body ended the certificate with effect from {since} ({event})"
        "do not rely on it; ask the organisation for its current certificate"
        "機関は {since} 付で証明書を終了しました（{event}）"
        "信頼せず、現行の証明書を組織に求めてください";
    VoidFromStart "void_from_start" StatusRevoked Current Refused "certification events"
        "the body declared the certificate void from {since}"
        "do not rely on it, and review what was done in reliance on it"
        "機関は証明書を {since} に遡って無効としました"
        "信頼せず、これに依拠した過去の処理を見直してください";
    SuspendedByEvent "suspended_by_event" StatusSuspended Current Refused "certification events"
        "the body suspended the certificate from {since}"
        "ask the body for the reason, and again when the suspension is lifted"
        "機関は {since} から証明書を停止しています"
        "理由を機関に確認し、解除後に改めて検証してください";
    NotGranted "not_granted" NotYetValid Current Refused "certification events"
        "as known on {known}, the body had not granted the certificate"
        "check the dates of your question"
        "{known} の時点では、証明書はまだ付与されていませんでした"
        "質問の日付を確認してください";
    StatusMissing "status_missing" StatusMissing Current Refused "policy: status"
        "your policy requires a way to check revocation, and the certificate names none"
        "ask the body for a certificate with a status, or change the policy knowingly"
        "方針は失効確認を必須としていますが、証明書に確認先がありません"
        "確認先のある証明書を求めるか、承知のうえで方針を変更してください";
    StatusReferenceInvalid "status_reference_invalid" StatusInvalid Current Refused "Bitstring Status List section 2.1; Token Status List section 6"
        "the certificate's reference to its status is not acceptable: {fault}"
        "ask the body for a corrected certificate"
        "証明書の状態参照が不適切です：{fault}"
        "機関に訂正を依頼してください";
    StatusMechanismUnknown "status_mechanism_unknown" StatusUnavailable Current Undetermined "VCDM 2.0 section 4.10"
        "the certificate's status uses a mechanism that is not supported: {mechanism}"
        "ask the body for a certificate with a Bitstring or Token Status List"
        "証明書の状態確認方式（{mechanism}）に対応していません"
        "Bitstring または Token Status List を用いる証明書を依頼してください";
    StatusUnavailable "status_unavailable" StatusUnavailable Current Undetermined "Token Status List section 8.3; Bitstring Status List section 3.2"
        "whether the certificate was revoked cannot be told: {list} is not in the bundle"
        "add the current list to the bundle and ask again"
        "取消しの有無を確認できません：{list} がバンドルにありません"
        "最新の一覧をバンドルに追加して、もう一度検証してください";
    StatusListInvalid "status_list_invalid" StatusInvalid Current Undetermined "Token Status List section 8.3; Bitstring Status List section 3.2"
        "the list that should tell whether the certificate was revoked is not acceptable: {fault}"
        "fetch {list} again; if it stays so, tell the body"
        "取消しを確認する一覧が不適切です：{fault}"
        "{list} を取得し直し、改善しなければ機関に連絡してください";
    StatusStale "status_stale" StatusStale Current Undetermined "Token Status List section 8.3; Bitstring Status List section 3.2"
        "the list that should tell whether the certificate was revoked is too old (of {listed})"
        "fetch {list} again and ask again"
        "取消しを確認する一覧が古すぎます（{listed} のもの）"
        "{list} を取得し直して、もう一度検証してください";
    StatusValueUnknown "status_value_unknown" StatusInvalid Current Undetermined "Token Status List section 7.1"
        "the status list gives a value that has no agreed meaning ({value})"
        "ask the body what it means"
        "状態一覧の値（{value}）の意味が定まっていません"
        "機関に意味を確認してください";
    StatusUnproven "status_unproven" StatusUnavailable Current Undetermined "ARCHITECTURE, time"
        "the list of {listed} cannot tell how things stood on {at}"
        "ask the body for its signed events of this certificate, or use a list of that time"
        "{listed} の一覧では {at} 時点の状態が分かりません"
        "署名付き履歴を機関に求めるか、当時の一覧を使ってください";
    StatusConflict "status_conflict" StatusInvalid Current Undetermined "ARCHITECTURE, time"
        "the body's list and its events contradict each other as of {listed}"
        "ask the body which is right"
        "{listed} 時点で、機関の一覧と履歴が矛盾しています"
        "どちらが正しいか機関に確認してください";
    EventsUnavailable "events_unavailable" StatusUnavailable Current Undetermined "certificate profile section 4"
        "the certificate's signed events are not in the bundle ({document})"
        "add {document} to the bundle and ask again"
        "証明書の署名付き履歴（{document}）がバンドルにありません"
        "{document} をバンドルに追加して、もう一度検証してください";
    EventsInvalid "events_invalid" StatusInvalid Current Undetermined "certificate profile section 4"
        "the certificate's events are not acceptable: {fault}"
        "fetch {document} again; if it stays so, tell the body"
        "証明書の履歴文書が不適切です：{fault}"
        "{document} を取得し直し、改善しなければ機関に連絡してください";
    SurveillanceOverdue "surveillance_overdue" StatusStale Current Undetermined "scheme document: surveillance; ISO/IEC 17021-1 section 9.6.2"
        "the yearly audit was due on {due}, and nothing shows that it took place"
        "ask the body for the current certificate or the event of the audit"
        "{due} 期限の定期審査が行われたことを示すものがありません"
        "現行の証明書または審査の記録を機関に求めてください";
    ScopeReduced "scope_reduced" StatusInvalid Current Undetermined "certification events"
        "the body reduced the certificate's scope on {since}; what it covers now is not in the certificate"
        "ask the organisation for its current certificate"
        "機関は {since} に証明書の範囲を縮小しました。現在の範囲は証明書に記載されていません"
        "現行の証明書を組織に求めてください";
    ScopeRestated "scope_restated" StatusInvalid Current Notice "certification events"
        "the body changed the certificate's scope on {since}; the events, not the certificate, state what it covers now"
        "read the scope in the events before relying on it for particular data or sites"
        "機関は {since} に証明書の範囲を変更しました。現在の範囲は証明書ではなく履歴に記載されています"
        "特定のデータや拠点について依拠する前に、履歴の範囲を確認してください";
    StatusNotChecked "status_not_checked" StatusMissing Current Notice "policy: status"
        "the certificate names no way to check revocation, so none was made"
        "require a status in the policy where that matters"
        "証明書に失効確認先がないため、確認していません"
        "重要な場合は方針で失効確認を必須にしてください";
    HerdTooSmall "herd_too_small" StatusInvalid Current Notice "Bitstring Status List section 6.1; Token Status List section 12"
        "the status list is so small ({entries} entries) that looking it up tells who is checked"
        "tell the body to use lists of 131,072 entries or more"
        "状態一覧が小さく（{entries} 件）、参照により確認対象が推測され得ます"
        "131,072 件以上の一覧の使用を機関に勧めてください";
    RenewalOverdue "renewal_overdue" StatusStale Current Notice "Token Status List section 5.1; Bitstring Status List section 2.2"
        "a newer edition of the list that tells of revocations was to be obtained by {due}; this is the one of {listed}, which the policy still allows"
        "fetch {list} again and ask again; what was revoked since {listed} is not known here"
        "取消しを確認する一覧は {due} までに更新すべきでした。方針の許す範囲で {listed} の一覧を使用しています"
        "{list} を取得し直して、もう一度検証してください。{listed} 以後の取消しは分かりません";

    // Step 6: coverage.
    WrongHolder "wrong_holder" NotRecognised Coverage Refused "GDPR Article 46(2)(f); PIPL Article 38"
        "the certificate is the other party's; this instrument asks for one of the {side}"
        "present the certificate of the {side}"
        "証明書は相手方のものです。この制度は {side} の証明書を求めています"
        "{side} の証明書を提示してください";
    EntityNotCovered "entity_not_covered" NotRecognised Coverage Refused "certificate: scope.entities"
        "the certificate does not cover {entity}"
        "ask for a certificate that names this legal entity"
        "証明書は {entity} を対象としていません"
        "この法人を記載した証明書を求めてください";
    RoleOutOfScope "role_out_of_scope" NotRecognised Coverage Refused "certificate: roles"
        "the certificate does not cover the role of {role}"
        "ask for a certificate that covers this role"
        "証明書は役割「{role}」を対象としていません"
        "この役割を対象とする証明書を求めてください";
    ActivityNotCovered "activity_not_covered" NotRecognised Coverage Refused "certificate: scope.activities"
        "the certificate does not cover the activity {value}"
        "ask for a certificate that covers it, or leave this processing out"
        "証明書は業務 {value} を対象としていません"
        "対象とする証明書を求めるか、この処理を除いてください";
    DataCategoryNotCovered "data_category_not_covered" NotRecognised Coverage Refused "certificate: scope.dataCategories"
        "the certificate does not cover data of the category {value}"
        "leave these data out, or ask for a certificate that covers them"
        "証明書はデータ区分 {value} を対象としていません"
        "このデータを除くか、対象とする証明書を求めてください";
    DataSubjectsNotCovered "data_subjects_not_covered" NotRecognised Coverage Refused "certificate: scope.dataSubjects"
        "the certificate does not cover data of {value}"
        "leave these people's data out, or ask for a certificate that covers them"
        "証明書は {value} のデータを対象としていません"
        "該当者のデータを除くか、対象とする証明書を求めてください";
    SiteNotCovered "site_not_covered" NotRecognised Coverage Refused "certificate: scope.sites"
        "the certificate does not cover the site {value}"
        "use a site that it covers, or ask for a certificate that covers this one"
        "証明書は拠点 {value} を対象としていません"
        "対象の拠点を使うか、この拠点を含む証明書を求めてください";
    SubProcessorNotCovered "sub_processor_not_covered" NotRecognised Coverage Refused "certificate: scope.subProcessors"
        "the certificate does not cover the sub-processor {value}"
        "keep this sub-processor out, or ask for a certificate that covers it"
        "証明書は再委託先 {value} を対象としていません"
        "この再委託先を除くか、対象とする証明書を求めてください";
    EntityAmbiguous "entity_ambiguous" NotRecognised Coverage Undetermined "certificate: legalName"
        "only the name {name} agrees, and names identify nobody"
        "state the party's identifier or its number in a register"
        "名称 {name} のみが一致し、同一の組織か判断できません"
        "組織の識別子または登録番号を指定してください";
    ScopeUnstated "scope_unstated" NotRecognised Coverage Undetermined "scheme document: requiredScope"
        "the scheme requires a statement of {dimension}, and the certificate has none"
        "ask the body for a corrected certificate"
        "制度が求める {dimension} の記載が証明書にありません"
        "機関に訂正を依頼してください";
    ScopeHidden "scope_hidden" DisclosureInvalid Coverage Undetermined "RFC 9901; certificate profile section 1"
        "the holder kept part of {dimension} undisclosed, so whether it covers this cannot be told"
        "ask the holder to disclose it"
        "保有者が {dimension} の一部を開示していないため、対象か判断できません"
        "開示を保有者に求めてください";
    CoverageFactUnstated "coverage_fact_unstated" NotRecognised Coverage Undetermined "certificate: scope"
        "the certificate is limited in {fact}, and the question does not say enough of it"
        "state {fact}"
        "証明書は {fact} に限定がありますが、質問からは判断できません"
        "{fact} を指定してください";

    // Step 7: recognition.
    CertificateMissing "certificate_missing" NotRecognised Recognition Refused "the instrument: schemes"
        "the instrument needs a certificate, and none was presented; it accepts {schemes}"
        "present a certificate of one of these schemes"
        "この制度には証明書が必要ですが、提示されていません（対象：{schemes}）"
        "対象の制度の証明書を提示してください";
    NoArrangement "no_arrangement" NotRecognised Recognition Refused "the regime: completeness"
        "the exporter's law {regime} has no instrument for this transfer, and claims to list them all"
        "do not transfer on this basis; see the routes that a certificate or evidence would open"
        "輸出元の法（{regime}）には本移転のための制度がなく、全制度が登録されています"
        "この根拠では移転せず、証明書等で可能となる経路を確認してください";
    ArrangementInoperative "arrangement_inoperative" NotRecognised Recognition Refused "the instrument: state"
        "the instrument cannot permit transfers: it is {state}"
        "wait until it is made operative"
        "この制度では移転を許可できません（{state}）"
        "効力が生じるまで待ってください";
    ArrangementNotYet "arrangement_not_yet" NotRecognised Recognition Refused "the instrument: events"
        "the instrument takes effect only on {from}"
        "wait until then"
        "この制度の効力発生は {from} です"
        "それまで待ってください";
    ArrangementAnnulled "arrangement_annulled" NotRecognised Recognition Refused "the instrument: events; TFEU Articles 263, 264 and 267"
        "the instrument was annulled with effect from {since}"
        "do not rely on it, and review what was done in reliance on it"
        "この制度は {since} に遡り、またはその日から無効とされました"
        "依拠せず、これに依拠した過去の処理を見直してください";
    ArrangementWithdrawn "arrangement_withdrawn" NotRecognised Recognition Refused "the instrument: events"
        "the instrument was withdrawn with effect from {since}"
        "do not rely on it"
        "この制度は {since} から撤回されました"
        "依拠しないでください";
    ArrangementExpired "arrangement_expired" NotRecognised Recognition Refused "the instrument: events"
        "the instrument ended on {until}, and no extension was published in time"
        "look for an extension, or do not rely on it"
        "この制度は {until} に終了し、期限内に延長は公表されていません"
        "延長の有無を確認し、なければ依拠しないでください";
    ArrangementSuspended "arrangement_suspended" NotRecognised Recognition Refused "the instrument: events; GDPR Article 45(5)"
        "the instrument is suspended from {since}"
        "wait for its outcome"
        "この制度は {since} から停止中です"
        "結果を待ってください";
    OutsideInstrumentScope "outside_instrument_scope" NotRecognised Recognition Refused "the instrument: scope"
        "the transfer is not one that the instrument is for"
        "look for another instrument"
        "本移転はこの制度の対象ではありません"
        "別の制度を検討してください";
    DataExcluded "data_excluded" NotRecognised Recognition Refused "the instrument: exclusions"
        "the instrument excludes data of this kind ({what}): {reference}"
        "leave it out, or look for another instrument"
        "この制度はこの種のデータ（{what}）を除外しています：{reference}"
        "除外するか、別の制度を検討してください";
    DataSubjectsExcluded "data_subjects_excluded" NotRecognised Recognition Refused "the instrument: exclusions"
        "the instrument excludes data of these people ({what}): {reference}"
        "leave it out, or look for another instrument"
        "この制度は該当する本人のデータ（{what}）を除外しています：{reference}"
        "除外するか、別の制度を検討してください";
    PurposeExcluded "purpose_excluded" NotRecognised Recognition Refused "the instrument: exclusions"
        "the instrument excludes this purpose ({what}): {reference}"
        "leave it out, or look for another instrument"
        "この制度はこの目的（{what}）を除外しています：{reference}"
        "除外するか、別の制度を検討してください";
    SectorExcluded "sector_excluded" NotRecognised Recognition Refused "the instrument: exclusions"
        "the instrument excludes this sector ({what}): {reference}"
        "leave it out, or look for another instrument"
        "この制度はこの分野（{what}）を除外しています：{reference}"
        "除外するか、別の制度を検討してください";
    ImporterLawExcluded "importer_law_excluded" NotRecognised Recognition Refused "the instrument: exclusions"
        "the instrument excludes importers under this law, or without it ({what}): {reference}"
        "leave it out, or look for another instrument"
        "この制度は輸入者に適用される法（{what}）を除外しています：{reference}"
        "除外するか、別の制度を検討してください";
    ExporterExcluded "exporter_excluded" NotRecognised Recognition Refused "the instrument: exclusions"
        "the instrument excludes exporters of this kind ({what}): {reference}"
        "leave it out, or look for another instrument"
        "この制度はこの種の輸出者（{what}）を除外しています：{reference}"
        "除外するか、別の制度を検討してください";
    VolumeOutOfBand "volume_out_of_band" NotRecognised Recognition Refused "the instrument: exclusions"
        "the instrument excludes so many or so few persons ({what}): {reference}"
        "leave it out, or look for another instrument"
        "この制度はこの人数（{what}）を除外しています：{reference}"
        "除外するか、別の制度を検討してください";
    TransferExcluded "transfer_excluded" NotRecognised Recognition Refused "the instrument: exclusions"
        "the instrument excludes such transfers ({what}): {reference}"
        "leave it out, or look for another instrument"
        "この制度はこのような移転（{what}）を除外しています：{reference}"
        "除外するか、別の制度を検討してください";
    SchemeNotAcceptedByInstrument "scheme_not_accepted_by_instrument" NotRecognised Recognition Refused "the instrument: schemes"
        "the instrument does not accept certificates of {presented}; it accepts {schemes}"
        "present a certificate of an accepted scheme"
        "この制度は {presented} の証明書を認めていません（対象：{schemes}）"
        "認められる制度の証明書を提示してください";
    SchemeNotAcceptedForRole "scheme_not_accepted_for_role" NotRecognised Recognition Refused "the instrument: schemes"
        "the instrument does not accept {scheme} for the role of {role}"
        "present a certificate of a scheme for this role"
        "この制度は役割「{role}」について {scheme} を認めていません"
        "この役割に認められる制度の証明書を提示してください";
    VersionNotAccepted "version_not_accepted" NotRecognised Recognition Refused "the instrument: schemes"
        "the instrument does not accept version {version} of the scheme"
        "present a certificate under an accepted version"
        "この制度は版 {version} を認めていません"
        "認められる版の証明書を提示してください";
    VariantNotAccepted "variant_not_accepted" NotRecognised Recognition Refused "the instrument: schemes"
        "the instrument does not accept this variant of the scheme ({variant})"
        "present a certificate of an accepted variant"
        "この制度は種別（{variant}）を認めていません"
        "認められる種別の証明書を提示してください";
    BaseMissing "base_missing" NotRecognised Recognition Refused "the instrument: requiresBase"
        "the instrument asks for a certificate of {scheme} as well, and none that stands was presented"
        "present it"
        "この制度は {scheme} の有効な証明書も求めていますが、提示されていません"
        "その証明書を提示してください";
    NotGrantedUnderImporterLaw "not_granted_under_importer_law" NotRecognised Recognition Refused "the instrument: grantedUnderLawOf"
        "the certificate was granted under the law of {law}, not under that of the destination"
        "present one that was granted or is recognised under the law of the destination"
        "証明書は移転先ではなく {law} の法による付与です"
        "移転先の法により付与・承認された証明書を提示してください";
    CertificatePredates "certificate_predates" NotRecognised Recognition Refused "the instrument: issuedRelation"
        "the certificate was decided on {decided}, before the instrument took effect on {limit}"
        "ask for a certificate that was decided since"
        "証明書の決定（{decided}）は制度の効力発生（{limit}）より前です"
        "その後に決定された証明書を求めてください";
    CertificatePostdates "certificate_postdates" NotRecognised Recognition Refused "the instrument: issuedRelation"
        "the certificate was decided on {decided}, after the instrument was withdrawn on {limit}"
        "do not rely on it"
        "証明書の決定（{decided}）は制度の撤回（{limit}）より後です"
        "依拠しないでください";
    OnwardToolBarred "onward_tool_barred" NotRecognised Recognition Refused "the earlier instrument: onward; GDPR Article 44"
        "the data came under {regime}, whose instrument does not let them go on by way of {tool}"
        "use a basis that the earlier instrument allows"
        "データは {regime} の制度により受領され、{tool} による再移転は認められていません"
        "先の制度が認める根拠を使ってください";
    NoTransferEffect "no_transfer_effect" NotRecognised Recognition Refused "the instrument: effect"
        "the instrument accepts the certificate as such and permits no transfer ({effect})"
        "look for an instrument that permits transfers"
        "この制度は証明書を承認するだけで、移転を許可しません（{effect}）"
        "移転を許可する制度を検討してください";
    JurisdictionUnknown "jurisdiction_unknown" NotRecognised Recognition Undetermined "register of jurisdictions"
        "no register in the bundle knows {name}"
        "add the register that has it, or correct the name"
        "登録簿に {name} がありません"
        "該当する登録簿を追加するか、名称を訂正してください";
    JurisdictionDisputed "jurisdiction_disputed" NotRecognised Recognition Undetermined "register of jurisdictions"
        "whose {name} is, is disputed"
        "ask the exporter's authority"
        "{name} の帰属は争われています"
        "輸出元の当局に確認してください";
    TerritorialScopeUnresolved "territorial_scope_unresolved" NotRecognised Recognition Undetermined "register of jurisdictions"
        "whether the rules of the exporter's law reach {name} is not settled"
        "ask the exporter's authority"
        "輸出元の法が {name} に及ぶか確定していません"
        "輸出元の当局に確認してください";
    JurisdictionSucceeded "jurisdiction_succeeded" NotRecognised Recognition Undetermined "register of jurisdictions"
        "{name} had ended by then; {successor} has taken its place"
        "ask about {successor}"
        "{name} は当時すでに存在せず、{successor} が承継しています"
        "{successor} について質問してください";
    RegimeUnknown "regime_unknown" NotRecognised Recognition Undetermined "the regime"
        "no regime in the bundle speaks for {name}"
        "add the documents of its authority"
        "{name} の法制度がバンドルにありません"
        "当局の文書を追加してください";
    RegistryNotComplete "registry_not_complete" NotRecognised Recognition Undetermined "the regime: completeness"
        "no instrument was found, and {regime} does not claim to list them all for that time"
        "ask the authority, or add its complete list"
        "制度が見つかりませんが、{regime} は当時の全制度の登録を表明していません"
        "当局に確認するか、完全な一覧を追加してください";
    RecognitionUnknown "recognition_unknown" TrustListInvalid Recognition Undetermined "ARCHITECTURE, trust bundle"
        "an instrument may be missing: {document} is not here or not acceptable"
        "add a sound copy of {document} and ask again"
        "制度が欠けている可能性があります：{document} がないか、不適切です"
        "{document} の正しい写しを追加して、もう一度質問してください";
    RecognitionStale "recognition_stale" TrustListExpired Recognition Undetermined "nextUpdate"
        "{document} should have been replaced by {until}"
        "fetch the current one and ask again"
        "{document} は {until} までに更新されるべきものです"
        "最新のものを取得して、もう一度質問してください";
    FactUnstated "fact_unstated" NotRecognised Recognition Undetermined "the instrument: predicates"
        "the instrument turns on {fact}, and the question does not say enough of it"
        "state {fact}"
        "この制度は {fact} により結論が変わりますが、質問からは判断できません"
        "{fact} を指定してください";
    VersionNotComparable "version_not_comparable" NotRecognised Recognition Undetermined "the instrument: schemes"
        "whether version {version} lies within the accepted range cannot be told"
        "ask the authority"
        "版 {version} が認められる範囲か判断できません"
        "当局に確認してください";
    IssueUndated "issue_undated" NotRecognised Recognition Undetermined "the instrument: issuedRelation"
        "the certificate does not say when it was decided"
        "ask the body for the day of its decision"
        "証明書に決定日がありません"
        "決定日を機関に確認してください";
    BaseUndetermined "base_undetermined" NotRecognised Recognition Undetermined "the instrument: requiresBase"
        "whether the certificate of {scheme} that is asked for as well stands cannot be told"
        "verify that certificate by itself"
        "併せて求められる {scheme} の証明書の有効性を確認できません"
        "その証明書を個別に検証してください";
    OriginUnknown "origin_unknown" NotRecognised Recognition Undetermined "the earlier instrument: onward"
        "the data came under {regime}, and what binds them on their way cannot be told"
        "state the instrument under which they came, or add it to the bundle"
        "データは {regime} の下で受領されましたが、再移転の制約を確認できません"
        "受領時の制度を指定するか、バンドルに追加してください";
    EvidenceOwed "evidence_owed" NotRecognised Recognition Conditional "the instrument: preconditions"
        "the instrument asks for {precondition} ({evidence}), and it was not shown: {reference}"
        "put it in place before the transfer, and ask again with the evidence"
        "この制度は {precondition}（{evidence}）を求めていますが、示されていません：{reference}"
        "移転前に整え、証拠とともにもう一度質問してください";
    NotRestricted "not_restricted" NotRecognised Recognition Notice "the regime: territories, exporterRule"
        "{regime} does not restrict this transfer"
        "see that its other rules are kept"
        "{regime} は本移転を制限していません"
        "その他の規則の遵守を確認してください";
    WithdrawalAnnounced "withdrawal_announced" NotRecognised Recognition Notice "the instrument: events"
        "the instrument is to end on {from}"
        "prepare another basis"
        "この制度は {from} に終了する予定です"
        "別の根拠を準備してください";
    GracePeriod "grace_period" NotRecognised Recognition Notice "the instrument: events"
        "the instrument has ended and keeps its effect until {until}"
        "prepare another basis"
        "この制度は終了しましたが、{until} まで効力が維持されます"
        "別の根拠を準備してください";
    ArrangementChallenged "arrangement_challenged" NotRecognised Recognition Notice "the instrument: events"
        "the instrument is being challenged ({case})"
        "watch for the outcome"
        "この制度には異議が申し立てられています（{case}）"
        "今後の経過に注意してください";
    ReviewOverdue "review_overdue" NotRecognised Recognition Notice "the instrument: reviewDue"
        "the instrument's review is overdue"
        "ask its authority"
        "この制度の見直し期限を過ぎています"
        "当局に確認してください";
    InstrumentUnreviewed "instrument_unreviewed" NotRecognised Recognition Notice "the instrument: reviewed"
        "nobody has compared this instrument's document with the law"
        "have it reviewed before relying on it"
        "この制度の文書は法令との照合が行われていません"
        "依拠する前に確認してください";
    AdoptedAutomatically "adopted_automatically" NotRecognised Recognition Notice "the regime: members"
        "the instrument is one of {regime}, taken over unless opted out of"
        "check that it was not opted out of since"
        "この制度は {regime} のもので、適用除外がない限り引き継がれます"
        "その後の適用除外の有無を確認してください";
    AdoptedInstrument "adopted_instrument" NotRecognised Recognition Notice "the instrument: adopts"
        "the instrument takes over {instrument} of {regime}"
        "watch both"
        "この制度は {regime} の {instrument} を採用しています"
        "双方の変更に注意してください";

    // Step 8: prohibitions.
    Prohibited "prohibited" NotRecognised Prohibitions Prohibited "the order"
        "the order {order} forbids the transfer since {since}"
        "do not transfer; ask the authority"
        "命令 {order} が {since} から本移転を禁止しています"
        "移転せず、当局に確認してください";
    ProhibitionUnknown "prohibition_unknown" NotRecognised Prohibitions Undetermined "the order"
        "whether the order {order} (since {since}) forbids the transfer turns on what the question does not say: {fact}"
        "state it"
        "命令 {order}（{since} から）が本移転を禁止するかは、質問にない事項によります：{fact}"
        "その事項を指定してください";
    ProhibitionsUnknown "prohibitions_unknown" TrustListInvalid Prohibitions Undetermined "ARCHITECTURE, trust bundle"
        "an order may be missing: {document} is not here or not acceptable"
        "add a sound copy of {document} and ask again"
        "命令が欠けている可能性があります：{document} がないか、不適切です"
        "{document} の正しい写しを追加して、もう一度質問してください";
    ProhibitionsNotComplete "prohibitions_not_complete" NotRecognised Prohibitions Undetermined "policy: prohibitions"
        "{regime} does not claim to list every order for that time, and your policy asks for that"
        "add its complete list"
        "{regime} は当時の全命令の登録を表明しておらず、方針がそれを求めています"
        "完全な一覧を追加してください";
    ProhibitionsNotClaimed "prohibitions_not_claimed" NotRecognised Prohibitions Notice "the regime: completeness"
        "{regime} does not claim to list every order for that time"
        "ask the authority where that matters"
        "{regime} は当時の全命令の登録を表明していません"
        "重要な場合は当局に確認してください";
}
