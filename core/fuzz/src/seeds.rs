//! Where the targets start: small sound inputs, and some that are nearly sound.

use crate::documents;
use crate::recognition;
use crate::world::{WORLD, bitstring_claims, encode, vc_claims};

/// The seeds of a target.
pub fn of(target: &str) -> Vec<Vec<u8>> {
    let texts: Vec<String> = match target {
        "json" | "jcs" => json(),
        "base64url" => ["", "-_8", "AAAA", "e30", "-_9", "QQ=="].map(str::to_owned).into(),
        "jws" => tokens(),
        "jwk" => keys(),
        "sd_jwt" => disclosures(),
        "did_document" => key_documents(),
        "statement" => statements(),
        "timestamp" => instants(),
        "pack" => recognition::packs(),
        "predicate" => recognition::predicates(),
        "transfer" => recognition::transfers(),
        _ => return edited(target),
    };
    texts.into_iter().map(String::into_bytes).collect()
}

fn json() -> Vec<String> {
    let mut texts: Vec<_> = [
        r#"{"b":[1,-2,3.5e-7,1E21,0.1],"a":{"\u0041\n":"\ud83d\ude00é","":null},"c":true}"#,
        r#"[[[[[[[["deep"]]]]]]],9007199254740992,-9007199254740992,1e-400,5e-324]"#,
        r#"{"a":1,"\u0061":2}"#,
        "\"\\u2028\u{10ffff}\u{7f}\\\"\\\\/\"",
    ]
    .map(str::to_owned)
    .into();
    texts.push(vc_claims().to_string());
    texts.push((0..30).map(|n| format!("\"m{n}\":{n}")).collect::<Vec<_>>().join(","));
    if let Some(last) = texts.last_mut() {
        *last = format!("{{{last}}}");
    }
    texts
}

fn tokens() -> Vec<String> {
    let rsa = encode(r#"{"alg":"PS256","typ":"application/vc+jwt","kid":"k","cty":"vc"}"#);
    let signature = encode([7; 512]);
    vec![WORLD.vc.clone(), WORLD.presentation.clone(), format!("{rsa}.e30.{signature}")]
}

fn keys() -> Vec<String> {
    let [ed25519, p256, p384] = [
        r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","use":"sig","alg":"EdDSA","kid":"1","nbf":5,"exp":10}"#,
        r#"{"kty":"EC","crv":"P-256","x":"axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY","y":"T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU","key_ops":["verify"]}"#,
        r#"{"kty":"EC","crv":"P-384","x":"qofKIr6LBTeOscce8yCtdG4dO2KLp5uYWfdB4IJUKjhVAvJdv1UpbDpUXjhydgq3","y":"NhfeSpYmLG9dnpi_kpLcKfj0Hb0omhR86doxE7XwuMAKYLHOHX6BnXpDHXyQ6g5f"}"#,
    ];
    let rsa = format!(r#"{{"kty":"RSA","n":"{}","e":"AQAB"}}"#, encode([0xc1; 256]));
    let multikey = "z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw";
    vec![ed25519.into(), p256.into(), p384.into(), rsa, multikey.into()]
}

fn disclosures() -> Vec<String> {
    let mut texts: Vec<_> = [
        "{\"_sd\":[\"@0\",\"@1\",\"decoy\"],\"_sd_alg\":\"sha-256\",\"a\":[{\"...\":\"@2\"},1]}\n\
         [\"s\",\"x\",{\"_sd\":[\"@3\"]}]\n[\"s\",\"y\",[{\"...\":\"@4\"}]]\n[\"s\",{\"b\":1}]\n\
         [\"s\",\"z\",null]\n[\"s\",\"element\"]",
        "{\"_sd\":[\"@0\"],\"x\":1}\n[\"s\",\"x\",2]",
        "{\"_sd\":[\"@0\",\"@0\"]}\n[\"s\",\"x\",2]",
        "{\"certification\":{\"_sd\":[\"@0\"]}}\n[\"s\",\"contact\",{\"exclude\":[]}]",
        "e30.e30.AA~WyJzIiwieCIsMV0~WyJzIl0~a.b.c",
        "e30.e30.AA~~",
    ]
    .map(str::to_owned)
    .into();
    texts.push(WORLD.presentation.clone());
    texts
}

fn key_documents() -> Vec<String> {
    let [key, p256, ..] = [keys().remove(0), keys().remove(1)];
    vec![
        format!(
            r##"{{"id":"did:web:a.example","verificationMethod":[{{"id":"did:web:a.example#1","type":"JsonWebKey","controller":"did:web:a.example","publicKeyJwk":{key},"expires":"2027-01-01T00:00:00Z"}},{{"id":"#2","type":"Multikey","controller":"did:web:a.example","publicKeyMultibase":"z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw"}}],"assertionMethod":["#1","did:web:a.example#2"]}}"##
        ),
        format!(r#"{{"keys":[{key},{p256}]}}"#),
        format!(r#"{{"issuer":"https://a.example","jwks":{{"keys":[{key}]}}}}"#),
        r#"{"issuer":"https://a.example","jwks_uri":"https://a.example/keys"}"#.into(),
        "did:web:a.example%3A8443:user:alice".into(),
        "https://a.example/tenant".into(),
        format!("did:jwk:{}", encode(&key)),
        "did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw".into(),
    ]
}

fn statements() -> Vec<String> {
    let mut texts: Vec<_> = documents::all().map(|(_, claims)| claims.to_string()).into();
    texts.push(tegata::Policy::default().to_json());
    texts
}

fn instants() -> Vec<String> {
    [
        "2026-06-15T00:00:00+02:00",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z",
        "2024-02-29T12:34:56.7-14:00",
        "1969-12-31T23:59:59.5Z",
        "2026-06-10",
    ]
    .map(str::to_owned)
    .into()
}

/// For targets whose first byte chooses what the others mean.
fn edited(target: &str) -> Vec<Vec<u8>> {
    let whole = match target {
        "bundle" => WORLD.verifier.bundle().to_json(),
        "token_list" => {
            return vec![
                [&[4][..], &[0b1001_0110; 40]].concat(),
                [&[6][..], b"a list of two bits"].concat(),
                vec![0, 0x78, 0x9c, 0x63, 0x60, 0x60, 0x60, 0, 0, 0, 4, 0, 1],
                br#"{"sub":"https://a.example/1","iat":0,"exp":9,"ttl":60,"status_list":{"bits":1,"lst":"eJxjYGBgAAAABAAB"}}"#.to_vec(),
            ];
        }
        "bitstring_list" => bitstring_claims(b"").to_string(),
        _ => WORLD.vc.clone(),
    };
    let mut seeds = vec![[&[0], whole.as_bytes()].concat()];
    if target == "verify" {
        seeds.push([&[0], WORLD.sd.as_bytes()].concat());
    }
    for mode in 1..6 {
        seeds.push(vec![mode, 0, 0, 9, 3, 5, 0, 40, 17]);
        seeds.push(vec![mode, 130, 1, 200, 1]);
        seeds.push(vec![mode, 255, 0, 60, 20, 6, 2, 0, 12, 3, 1, 7, 9]);
    }
    seeds
}
