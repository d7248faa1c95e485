"""Words for staff: refusals as sentences that say what to do next. Without Qt: the command line uses it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # words are said before anything else is known
    from collections.abc import Iterable

    from consentdesk.domain.draft import Signature, Step
    from consentdesk.domain.lines import Finding, RecordLine
    from consentdesk.domain.moment import Moment
    from consentdesk.domain.question import AskedQuestion
    from consentdesk.domain.route import Route
from consentdesk.domain.refusals import Problem
from consentdesk.ui.language import _ as _
from consentdesk.ui.language import ngettext as ngettext
from consentdesk.ui.language import pgettext as pgettext


def step_title(step: Step) -> str:
    return {
        "patient": _("Patient"),
        "images": _("Images"),
        "show": _("Show"),
        "explain": _("Explain"),
        "choose": _("Choose"),
        "check": _("Check"),
        "sign": _("Sign and seal"),
    }[step.value]


def day_in_words(day: date, month_first: bool = False) -> str:
    """ "2 March 2031", or "March 2, 2031" where the month comes first; in Spanish "2 de marzo de 2031"."""
    words = _("{month} {day}, {year}") if month_first else _("{day} {month} {year}")
    return words.format(day=day.day, month=month_name(day.month), year=day.year)


def month_name(month: int) -> str:
    """The name of a month, 1 to 12, as it stands inside a date."""
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        pgettext("month", "May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )[month - 1]


def moment_in_words(moment: Moment, month_first: bool = False) -> str:
    """Day, time and offset (R17): "2 March 2031, 10:41 +01:00"."""
    offset = f"{moment.local:%z}"
    return f"{day_in_words(moment.day, month_first)}, {moment.local:%H:%M} {offset[:3]}:{offset[3:]}"


def copy_words(copy: str) -> str:
    """What became of the patient's copy; "" is not given."""
    return {
        "": _("Copy not given"),
        "printed": _("Copy printed"),
        "saved": _("Copy saved"),
        "declined": _("No copy wanted"),
    }[copy]


def correction_words(line: RecordLine, month_first: bool = False) -> str:
    """Which record corrects this one, or which one this corrects (R22); "" for most."""
    if line.corrected is not None:
        day = day_in_words(line.corrected.at.day, month_first)
        return _("Corrected on {day} by record {code}").format(day=day, code=line.corrected.code)
    return _("Corrects record {code}").format(code=line.corrects) if line.corrects else ""


def paper_words(paper: str) -> str:
    """A size of paper by its name here."""
    return {"A4": "A4", "Letter": _("Letter")}[paper]


def more_fit(count: int) -> str:
    """That a list shows the first of those found only."""
    words = ngettext(
        "{count} more fits: type more of the name", "{count} more fit: type more of the name", count
    )
    return words.format(count=count)


def pathway_words(pathway: str) -> str:
    """Who decided, by the id of the pathway."""
    return {
        "adult": _("The patient decided"),
        "minor": _("Parent or guardian, and the patient"),
        "minor_alone": _("The patient decided, as the law allows"),
        "young_minor": _("Parent or guardian"),
        "represented": _("Guardian or representative, and the patient"),
        "deceased": _("Representative or next of kin"),
        "stillborn": _("A parent decided"),
    }[pathway]


def understanding_words(asked: Iterable[AskedQuestion], all_questions: int = 0) -> str:
    """What came of the questions about the explanation: "4 of 4, 1 after reading again", or "Not asked". Of a
    question that was asked in several languages the last words count. `all_questions` is how many there are,
    where that is known; else those that were asked."""
    replies = list(asked)
    latest = {question.id: question for question in replies}
    right = {id for id, question in latest.items() if question.understood}
    again = right & {q.id for q in replies if not all(attempt.right for attempt in q.attempts)}
    if not replies:
        return _("Not asked")
    total = max(all_questions, len(latest))
    words = _("{right} of {total}, {again} after reading again") if again else _("{right} of {total}")
    return words.format(right=len(right), total=total, again=len(again))


def route_words(route: Route) -> str:
    """How people agreed (R20)."""
    return {
        "screen": _("On this screen, with a pen"),
        "verbal": _("Said aloud, with a witness"),
        "paper": _("On paper, in ink"),
    }[route.value]


def agreed_words(signature: Signature) -> str:
    """When somebody agreed, and how: "Said aloud at 10:41, heard by Robin Muster"."""
    words = {
        "screen": _("Signed at {time}"),
        "verbal": _("Said aloud at {time}, heard by {witness}"),
        "paper": _("Signed in ink, noted at {time}"),
    }[signature.route.value]
    return words.format(time=f"{signature.at.local:%H:%M}", witness=signature.witness)


def sentence(problem: Problem) -> str:
    """What is wrong and what to do, in words. An unknown code is a bug and raises KeyError."""
    words, details = SENTENCES[problem.code], problem.details
    if problem.code in OF_ONE:
        counted, one = OF_ONE[problem.code]
        return ngettext(one, words, int(details[counted])).format(**details)
    return _(words).format(**details)


def finding_words(finding: Finding) -> str:
    """What a check found, in words. An unknown code is a bug and raises KeyError."""
    return _(FINDINGS[finding.code]).format(about=finding.about)


FINDINGS: dict[str, str] = {
    "page_damaged": "A page of the database is damaged ({about})",
    "file_length_wrong": "The database file has {about} bytes more or less than it should",
    "slots_unreadable": "The file with the locked keys cannot be read ({about})",
    "schema_differs": "The shape of the database was changed: {about}",
    "view_differs": "The list {about} says something else than the ledger",
    "anchor_not_found": "The chain does not hold the anchor {about}: it was cut off at the end, or rewritten",
    "fact_number_gap": "A fact is missing before {about}",
    "fact_link_broken": "The fact {about} does not follow from the one before it",
    "fact_hash_wrong": "The fact {about} was changed",
    "fact_header_differs": "The header of the fact {about} was changed",
    "fact_author_unknown": "Nobody known here wrote the fact {about}",
    "fact_signature_wrong": "The signature under the fact {about} is not its author's",
    "fact_body_unreadable": "The content of the fact {about} cannot be read",
    "blob_damaged": "The stored file {about} is damaged",
    "blob_missing": "The stored file {about} is missing",
    "draft_unreadable": "The open session {about} cannot be read",
    "vault_damaged": "A part of the vault cannot be read",
}

SENTENCES: dict[str, str] = {
    # the patient and who agrees
    "patient_missing": "Enter the patient, or choose one from the list",
    "name_missing": "Enter the patient's name",
    "name_without_letters": "Enter a name here: this has no letters in it",
    "text_too_long": "This is too long: {most} characters at most",
    "born_missing": "Enter the date of birth",
    "born_not_a_day": "Enter the date of birth as a day, a month and a year, like {example}",
    "born_in_future": "Date of birth must be in the past",
    "born_too_long_ago": "Check the date of birth: nobody has lived {years} years",
    "record_number_taken": "Another patient has this record number. Open that patient, or correct the number",
    "capacity_not_asked": "Ask whether the patient can make this decision, and note the answer",
    "representative_missing": "Enter the name of the adult who decides",
    "relationship_missing": "Choose how the adult is related to the patient",
    "authority_missing": "Choose what gives the adult the authority to decide",
    "session_held": "This session is held, because the adult present may not decide. Continue when they may",
    "override_reason_missing": "Enter why the usual rule does not fit this patient",
    "one_signs_reason_missing": "Say why only one person signs",
    "representatives_are_one": "Enter somebody else as the second person, or say why one is enough",
    "not_understood": "Ask the questions about what was explained before a yes to {use} counts",
    "question_unknown": "This question is not asked in this session",
    "reply_unknown": "Choose one of the replies",
    "route_is_another": "Choose how people agree first",
    "witness_is_concerned": "Enter a witness who neither agrees nor interprets",
    "witnesses_differ": "Enter the same witness for everyone who agrees aloud",
    "form_is_another": "This page belongs to another form. Scan the pages that were printed for this session",
    "form_out_of_date": "Something changed after the form was printed. Print it again to be signed",
    "form_not_printed": "Print the form",
    "form_pages_missing": "These pages have not come back yet: {pages}. Scan them too",
    "explainer_is_witness": (
        "The witness cannot be the person who explained. Enter another witness, or let somebody else attest"
    ),
    "corrected": "A later record corrected the one that said so",
    "correction_reason_missing": "Say what is wrong in this record",
    "record_corrected_already": "Record {record} already corrects this one. Correct that record instead",
    "record_being_corrected": "A correction of this record is open. Go on with it from home",
    "hold_reason_missing": "Say why the adult present may not decide",
    "supporter_name_missing": "Enter the name of the interpreter or support person",
    "interpreter_language_missing": "Enter the language that the interpreter used",
    "pathway_changed": "Someone else decides since the last birthday. Go through the session again from here",
    # images
    "no_use_offered": "Choose at least one use to ask about",
    "no_image": "Add at least one picture, or record that pictures were refused",
    "photography_refused": "The patient refused pictures. Change that answer before you add any",
    "images_already_taken": "Take the {count} pictures out first, then record that pictures were refused",
    "image_already_here": "This picture is already in the session. It was not added again",
    "image_of_another_patient": "This picture belongs to another patient's record. Check the file you chose",
    "image_in_another_session": "This picture is in another open session. Finish or discard that one first",
    "image_not_in_session": "This picture is no longer in the session",
    "image_file_unreadable": "The file could not be read ({reason}). Copy it to this computer and try again",
    "image_file_too_large": "The file is larger than {megabytes} MB. Export a smaller one from the camera",
    "image_not_finished": "Picture {image} is still being prepared. Wait a moment and try again",
    "image_empty": "The file is empty. Copy it from the camera again",
    "image_not_an_image": "This file is not a picture",
    "image_format_not_supported": "{format} pictures cannot be read here. Use JPEG, PNG, TIFF, WebP or HEIC",
    "image_broken": "The picture is damaged and cannot be shown. Copy it from the camera again",
    "image_too_large": "The picture has {megapixels} megapixels, more than {limit}. Export a smaller one",
    "image_is_animated": "This is a moving picture. Only still photographs can be added",
    "image_has_many_pages": "This file has {pages} pages. Export each photograph as a file of its own",
    "scan_has_too_many_pages": (
        "This file has {pages} pages, and {limit} can be read at once. Scan the signed pages alone"
    ),
    "image_takes_too_long": "The picture could not be read within {seconds} seconds. Export it again as JPEG",
    "image_needs_too_much_memory": "The picture needs too much memory to be read. Export a smaller one",
    "image_stopped_the_reader": "The picture could not be read safely. Export it again as JPEG",
    "image_reader_unavailable": "Pictures cannot be read now. Try again, or start the program again",
    "images_still_coming": "Pictures are still coming: {done} of {total}. Wait a moment, or cancel the rest",
    "image_unknown": "This picture is not known here",
    # showing, explaining, choosing
    "nobody_is_looking": "Say who is looking at the screen",
    "image_not_shown": "Show picture {image} full screen first",
    "not_explained": "Go through the explanation first: {pages} pages are open",
    "page_not_acknowledged": "Go through the page \u201c{page}\u201d",
    "page_unknown": "This page is not part of the explanation any more. Go back to Explain",
    "page_not_shown": "Show the page first",
    "answer_missing": "Picture {image}: choose yes or no for {use}",
    "outlet_missing": "Picture {image}: say where it may be published ({use})",
    "platform_missing": "Picture {image}: name the platform ({use})",
    "expiry_missing": "Picture {image}: say until when the yes holds ({use})",
    "expiry_needs_day_or_event": "Say until when: a day, or an event",
    "expiry_not_in_future": "The last day must be after today",
    "expiry_not_a_day": "Enter the last day as a day, a month and a year, like {example}",
    "authorisation_incomplete": "Picture {image}: {use} needs {element} before it can be granted",
    "warnings_not_read": "Read what to know about social media first",
    "use_not_offered": "This use is not asked about in this session",
    "use_unknown": "The clinic's rules do not know this use",
    "pathway_unknown": "The clinic's rules do not say who decides here. Ask whoever keeps the rules",
    # signing
    "signature_missing": "Still to sign: {role}",
    "signature_voided": "Something was changed after this signature. Sign again: {role}",
    "signature_too_small": "Sign on the line. A dot or a tap is not a signature",
    "signer_name_missing": "Enter the name of whoever signs",
    "witness_missing": "Enter the name of the person who watched",
    "assent_missing": "Ask the patient too, and note what they say",
    "assent_required": "The patient is asked too. Note their yes or their no",
    "assent_reason_missing": "Say why the patient could not be asked",
    "dissent_without_yes": "There is no yes to say no to",
    "image_not_shown_to_patient": "Show the pictures to the patient too, before they agree",
    "attestation_voided": "Something was changed meanwhile. Enter the code again",
    "explainer_is_representative": "Whoever explains cannot also decide for the patient. Ask a colleague",
    "code_wrong": "This code is not right. Tries left: {left}",
    "code_missing": "Enter your code",
    "locked_by_codes": "Three wrong codes: the desk is locked. Unlock it with your passphrase",
    "attestation_unsigned": "Enter your code to say that you explained this",
    "meaning_missing": "The words for this signature are missing. Tell whoever keeps the wording: {role}",
    "signer_is_another": "The name is not the one on the patient page. Correct it there: {role}",
    # the copy
    "copies_out_of_range": "Choose 1 to 9 copies",
    "paper_unknown": "Choose A4 or Letter",
    "blob_unknown": "This is no longer stored here: it was erased",
    "blob_damaged": "This is damaged in the vault and was not shown. Tell whoever looks after the backups",
    "record_unknown": "This record is not in this vault",
    "record_erased": "What this record said was erased for good",
    "clinic_unknown": "This vault does not say which clinic it belongs to. Bring it back from a backup",
    "draft_damaged": "This session is damaged in the vault. Start it again",
    "picture_unreadable": "This picture could not be drawn. Tell whoever looks after the backups",
    "patient_unknown": "This patient is not in this vault",
    "draft_unknown": "This session is no longer open",
    "record_code_wrong": "This cannot be a record code. Check each letter",
    # this machine
    "folder_read_only": "The folder cannot be written to. Choose another, or ask for access to it",
    "disk_full": "The disk is full. Make room and try again; nothing was lost",
    "disk_failing": "The disk does not answer as it should. Check its cable, or ask whoever looks after it",
    "vault_busy": "Another program is using the vault's files. Wait a moment and try again",
    "file_in_use": "The file is open in another program. Close it there and try again",
    "save_failed": "The file could not be saved ({reason}). Choose another place",
    "vault_in_use": "This vault is open in another window. Use that one, or close it first",
    "zone_unknown": "This computer does not know the time zone {zone}",
    "printer_none": "No printer is set up on this computer. Save the copy as PDF, or print later",
    "printer_not_found": "The printer {printer} is not there any more. Choose another",
    "printer_stopped": "The printer {printer} has stopped. Start it again, choose another, or save as PDF",
    "printer_service_off": "No print service is running here. Save the copy as PDF, or print later",
    "printer_failed": "Printing did not work ({reason}). Try again, save as PDF, or print later",
    "printer_tool_missing": "Printing is not set up here ({tool} is missing). Save the copy as PDF",
    "printer_not_supported_here": "Printing from here is not possible on this system. Save the copy as PDF",
    "scenario_unreadable": "The scenario {file} could not be read",
    "tour_folder_not_empty": "The folder {folder} is not empty. Choose a new one",
    "scenario_wrong": "The scenario {file} is not right: {reason}",
    # first run and unlocking
    "clinic_name_missing": "Enter the clinic's name",
    "clinic_address_missing": "Enter the clinic's address",
    "contact_name_missing": "Enter whom patients ask for: a name or a role",
    "contact_way_missing": "Enter a telephone number, an e-mail or a postal address",
    "email_wrong": "Enter the e-mail address with an @",
    "member_name_missing": "Enter your name",
    "passphrases_differ": "The two passphrases are not the same. Type the second one again",
    "code_too_short": "Choose a code of {digits} digits or more",
    "passphrase_weak": "Choose another passphrase: four words that do not belong together are good. "
    "It needs 15 characters or four words, and nothing that many people use",
    "recovery_code_wrong": "This is not the recovery code. Compare it with what you wrote down",
    "vault_exists": "The folder for the vault is not empty. Close this window and look what is in it",
    "passphrase_missing": "Enter your passphrase",
    "passphrase_file_unreadable": "The file with the passphrase could not be read. Check its name",
    "passphrase_wrong": "This is not the passphrase. Tries before a pause: {left}",
    "wait_after_wrong_passphrases": "Too many wrong passphrases. Try again in {seconds} seconds",
    "vault_missing": "The vault is not where it was. Connect the drive it lies on, or bring the folder back "
    "from a backup. Nothing new was made in its place",
    "vault_foreign": "The file in the vault's folder is not this clinic's vault. "
    "Bring the right one back from where it was moved, or from a backup",
    "vault_damaged": "The vault is damaged and was not opened. "
    "Leave it as it is, and tell whoever looks after the backups",
    "vault_newer": "This vault was used with a newer ConsentDesk. Update the program on this computer",
    "vault_not_for_rehearsal": "This is a clinic's vault. A rehearsal only opens vaults made for rehearsal",
    "pack_not_chosen": "Choose whose rules this clinic works by",
    "pack_not_adopted": "This vault holds no rules for the clinic. Bring it back from a backup",
    "pack_is_template": "The rules in {file} still need your country's value for {key}",
    "pack_version_taken": "The clinic already has rules {pack} {version} with other words. "
    "Give the changed ones a new version",
    "pack_malformed": "The clinic's rules in {file} are not right: {key} {reason}",
    "wording_malformed": "The texts in {file} are not right: {reason}",
    # changing the rules
    "rules_changed_meanwhile": "Other rules were published meanwhile. Go home and come back to see them",
    "use_must_stay": "The medical record stays a use: the law has it kept",
    "use_there_already": "The clinic's rules have this use already",
    "use_title_missing": "Enter what the use is called",
    "usual_uses_missing": "Choose at least one use as usual",
    "statement_words_missing": "Enter the words: a statement cannot be empty",
    "use_words_missing": "Enter what the use is called in {language}: "
    "the clinic cannot do without that language",
    "words_not_printable": "The printed copy cannot show {characters}. Write this another way",
    "place_unknown": "{place} is not filled in by the program. Write it out, or take it out",
    "place_missing": "Keep {place} in the text: the program fills it in",
    "words_not_published": "Publish your changes to these words first, then approve them",
}

# what is counted in a sentence, and the sentence where there is one of it
OF_ONE: dict[str, tuple[str, str]] = {
    "images_already_taken": (
        "count",
        "Take the picture out first, then record that pictures were refused",
    ),
    "not_explained": ("pages", "Go through the explanation first: {pages} page is open"),
    "wait_after_wrong_passphrases": (
        "seconds",
        "Too many wrong passphrases. Try again in {seconds} second",
    ),
}
