//! SD-JWT certificates: what a holder shows, and that it is the holder who shows it.

use crate::support::*;

const TOKENS: &str = "https://body.example/tokens";
const PROOF: &str = "--audience https://verifier.example --nonce n-1";

/// An SD-JWT certificate in `cert.sd-jwt` that is bound to `holder.key`.
fn desk() -> Desk {
    let desk = pinned("Example Inc.");
    desk.key("holder");
    let signs = format!("--issuer {BODY} --key body.key");
    desk.run(&format!("status new t.json --kind token --url {TOKENS}")).ends(0);
    desk.run(&format!(
        "issue draft.json {signs} --register t.json --form dc+sd-jwt --holder-key holder.jwk \
         --out cert.sd-jwt"
    ))
    .ends(0);
    desk.run(&format!("status publish t.json {signs} --out t.jwt")).ends(0);
    desk.run(&format!("bundle add trust.bundle t.jwt --url {TOKENS}")).ends(0);
    desk
}

#[test]
fn a_presentation_is_bound_to_the_verifier_and_its_nonce() {
    let desk = desk();
    desk.run(&format!(
        "present cert.sd-jwt --key holder.key {PROOF} --show /contact --out shown.sd-jwt"
    ))
    .ends(0);
    let verify = "verify shown.sd-jwt --bundle trust.bundle";
    desk.run(&format!("{verify} {PROOF}")).ends(0);

    for (asked, code) in [
        ("--audience https://verifier.example --nonce n-2", "key_binding_nonce_wrong"),
        ("--audience https://other.example --nonce n-1", "key_binding_audience_wrong"),
        ("", "key_binding_unexpected"),
    ] {
        let refused = desk.run(&format!("{verify} {asked}")).ends(1);
        assert!(refused.out.contains(code), "{asked}: {refused:?}");
    }
    let bare = desk.run(&format!("verify cert.sd-jwt --bundle trust.bundle {PROOF}")).ends(1);
    assert!(bare.out.contains("key_binding_missing"), "{bare:?}");
    desk.run(&format!("{verify} --nonce n-1")).ends(2);
}

#[test]
fn only_what_is_chosen_is_shown() {
    let desk = desk();
    let list = desk.run("present cert.sd-jwt --list").ends(0);
    assert!(list.out.contains("/contact") && list.out.contains("sites"), "{list:?}");
    desk.run("present cert.sd-jwt --without-proof --show /contact --out some.sd-jwt").ends(0);
    desk.run("present cert.sd-jwt --without-proof --show-all --out all.sd-jwt").ends(0);
    let inspected = |name: &str| desk.run(&format!("inspect {name}")).ends(0).out;
    let (some, all) = (inspected("some.sd-jwt"), inspected("all.sd-jwt"));
    assert!(some.contains("privacy@org.example") && !some.contains("Osaka"), "{some}");
    assert!(all.contains("privacy@org.example") && all.contains("Osaka"), "{all}");
    desk.run("verify some.sd-jwt --bundle trust.bundle").ends(0);
}

#[test]
fn only_the_holder_can_prove_possession() {
    let desk = desk();
    desk.key("thief");
    let refused = desk.run(&format!("present cert.sd-jwt --key thief.key {PROOF}")).ends(2);
    assert!(refused.err.contains("another key"), "{refused:?}");
}
