using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Blazor.Contacts;

/// <summary>
/// The state of the edit panel: the draft, its validation errors, and the outcome of the last save. Independent of markup and browser; one
/// instance lives as long as the page.
/// </summary>
public sealed class EditPanelState(Actor actor, ContactService contactService, PersonDirectory directory)
{
    private OrganisationSnapshot? snapshot;
    private DirectoryAutofill autofill = new();
    private Task lookUp = Task.CompletedTask;

    /// <summary>The values in the fields.</summary>
    public ContactDraft Draft { get; private set; } = new();

    /// <summary>The validation errors of the last save or look-up; one is removed when its field is typed in.</summary>
    public ImmutableArray<ValidationError> Errors { get; private set; } = [];

    /// <summary>Whether the error summary is shown: after a refused save, not after a look-up.</summary>
    public bool Refused { get; private set; }

    /// <summary>The notice about the last save, look-up or live change; null for none.</summary>
    public EditNotice? Notice { get; private set; }

    /// <summary>The fields updated by others' saves since the contact was opened; one is removed when it is typed in (K13).</summary>
    public ImmutableArray<ContactField> UpdatedByOthers { get; private set; } = [];

    /// <summary>Whether a save is running.</summary>
    public bool Saving { get; private set; }

    /// <summary>The local administrators to ask for a RID; loaded when a RID is not found (K10).</summary>
    public ImmutableArray<Person> Administrators { get; private set; } = [];

    /// <summary>The edited contact in the newest snapshot; null for a new one.</summary>
    public ContactView? Contact => Draft.ContactId is { } id ? snapshot?.Find(id) : null;

    /// <summary>The delivery types.</summary>
    public ImmutableArray<DeliveryType> DeliveryTypes => snapshot?.DeliveryTypes ?? [];

    /// <summary>The newest snapshot; null until the first one is loaded.</summary>
    public OrganisationSnapshot? Snapshot => snapshot;

    /// <summary>The organisation's holders and administrators (K11).</summary>
    public RightsSnapshot Rights => snapshot?.Rights ?? RightsSnapshot.Empty;

    /// <summary>What saving would change about the mails; null while there is nothing to save and no contact is open (K18).</summary>
    public MailPreview? Preview => snapshot is not null && (!Draft.IsNew || Draft.IsDirty) ? MailPreview.Of(snapshot, Draft) : null;

    /// <summary>
    /// Receives a newer snapshot: others' changes update the untouched fields (K12). Returns whether the panel has to re-render.
    /// </summary>
    public bool Receive(OrganisationSnapshot newest)
    {
        var first = snapshot is null;
        snapshot = newest;
        var before = Draft;
        if (Contact is { } contact)
            Receive(contact);
        return first || !ReferenceEquals(before, Draft) || Contact is not null || Preview is not null || Notice is not null;
    }

    /// <summary>Opens the contact, or a new one if null; the draft before it is discarded.</summary>
    public void Begin(ContactView? contact)
    {
        Draft = contact is null ? new() : ContactDraft.Of(NewestOf(contact));
        autofill = new();
        (Errors, Refused, Notice, UpdatedByOthers) = ([], false, null, []);
    }

    /// <summary>
    /// Restores a stored draft (K15) and merges what others have saved since. False, and nothing is restored, if its contact is not in the
    /// organisation or nothing differs.
    /// </summary>
    public bool Restore(ContactDraft stored)
    {
        var contact = stored.ContactId is { } id ? snapshot?.Find(id) : null;
        if (contact is null && !stored.IsNew)
            return false;

        Begin(contact);

        // Version 0 compares the draft with the contact as it is now: open conflicts are not stored, and are found again.
        Draft = stored with { Version = 0 };
        Notice = new EditNotice.Restored(Since: null);
        if (contact is not null)
            Receive(contact);
        if (!Draft.IsDirty && Draft.Conflicts.IsEmpty)
        {
            Begin(contact: null);
            return false;
        }

        return true;
    }

    /// <summary>Sets the text of a field and removes the field's error, which was about the text before.</summary>
    public void Type(ContactField field, string text)
    {
        if (Draft.Typed[field] == text)
            return;
        Draft = Draft.With(field, text);
        OnFieldChanged(field);
    }

    /// <summary>Sets a checkbox.</summary>
    public void Tick(ContactField field, bool ticked)
    {
        Draft = Draft.With(field, ticked);
        OnFieldChanged(field);
    }

    /// <summary>Resolves a conflict with the other person's value or one's own (K13).</summary>
    public void Decide(FieldConflict conflict, bool take) => Draft = take ? Draft.AcceptTheirs(conflict) : Draft.KeepMine(conflict);

    /// <summary>
    /// Looks up the typed RID (K10, K6) and fills in name and e-mail from the directory, unless something else has been typed there. A RID
    /// that belongs to a contact already sets the notice, an unknown one an error.
    /// </summary>
    public Task LookUpAsync(CancellationToken cancellationToken) => lookUp = LookUpOnceAsync(cancellationToken);

    /// <summary>
    /// Saves the draft and returns the outcome. Null if there was nothing to do: a save was running, or the second click of a double click
    /// met the fields that the first one had emptied.
    /// </summary>
    public Task<SaveOutcome?> SaveAsync(CancellationToken cancellationToken) =>
        Notice is EditNotice.Saved && !Draft.IsDirty
            ? Task.FromResult<SaveOutcome?>(null)
            : RunAsync(
                token => contactService.SaveAsync(actor, Draft, token),
                (saved, isNew) => new EditNotice.Saved(saved, isNew),
                cancellationToken);

    /// <summary>Undoes the save of the notice (K16) and returns the outcome.</summary>
    public Task<SaveOutcome?> UndoAsync(EditNotice.Saved saved, CancellationToken cancellationToken)
    {
        var contact = saved.Outcome.Contact;
        return RunAsync(
            token => contactService.UndoAsync(actor, new(contact.Id, contact.Version, saved.UndoId), token),
            (undone, _) => new EditNotice.Undone(undone),
            cancellationToken);
    }

    /// <summary>
    /// Answers whether another person was meant (K6), and saves: with yes the contact becomes that person, with no it keeps its person.
    /// </summary>
    public Task<SaveOutcome?> AnswerAsync(Person meant, bool yes, CancellationToken cancellationToken)
    {
        Notice = null;
        if (yes)
        {
            Draft = Draft.With(ContactField.Rid, PersonKey.Of(meant));
            AutofillAsync(meant, everything: true);
        }
        else
        {
            Draft = Draft with { SamePerson = true };
        }

        return SaveAsync(cancellationToken);
    }

    /// <summary>Opens a deactivated contact with "Deaktiveret" unticked (K9, K10).</summary>
    public void Reactivate(ContactView contact)
    {
        Begin(contact);
        Tick(ContactField.Deactivated, ticked: false);
    }

    /// <summary>
    /// Opens a contact whose person has left: its responsibilities stay, and the person's own fields are empty for a colleague (P5).
    /// </summary>
    public void HandOver(ContactView contact)
    {
        Begin(contact);
        foreach (var field in new[] { ContactField.Rid, ContactField.Name, ContactField.Email, ContactField.Mobile, ContactField.Phone })
            Type(field, "");
    }

    /// <summary>Sets the notice that a command failed with an exception; the draft stays.</summary>
    public void Failed() => Notice = new EditNotice.Failed();

    // The chosen row may have been rendered from an older snapshot.
    private ContactView NewestOf(ContactView chosen) =>
        snapshot?.Find(chosen.Id) is { } known && known.Version > chosen.Version ? known : chosen;

    private void Receive(ContactView contact)
    {
        var before = Draft;
        Draft = Draft.MergeUpdate(contact);
        if (ReferenceEquals(before, Draft))
            return;

        var updated = Draft.Typed.DifferencesFrom(before.Typed);
        UpdatedByOthers = [.. UpdatedByOthers.Union(updated)];
        if (updated.IsEmpty || !before.IsDirty)
            return;
        var since = new EditNotice.UpdatedByOthers(contact.ChangedBy, updated);
        Notice = Notice is EditNotice.Restored ? new EditNotice.Restored(since) : since;
    }

    private async Task<SaveOutcome?> RunAsync(
        Func<CancellationToken, Task<SaveOutcome>> command, Func<SaveOutcome.Saved, bool, EditNotice> createNotice,
        CancellationToken cancellationToken)
    {
        if (Saving)
            return null;
        Saving = true;
        try
        {
            await lookUp;
            var outcome = await command(cancellationToken);
            if (outcome is SaveOutcome.Saved saved)
            {
                var wasNew = Draft.IsNew;
                Begin(contact: null);
                Notice = createNotice(saved, wasNew);
            }
            else
            {
                await AcceptAsync(outcome, cancellationToken);
            }

            return outcome;
        }
        finally
        {
            Saving = false;
        }
    }

    private async Task LookUpOnceAsync(CancellationToken cancellationToken)
    {
        var typed = Draft.Typed.Rid;
        var key = Draft.Typed.Normalised().Rid;
        if (!PersonKey.IsOne(key) || key == Draft.Seen.Rid)
            return;

        var person = await directory.FindAsync(actor, key, cancellationToken);
        if (Draft.Typed.Rid != typed)
            return;

        // By the person: a RID may have been somebody else's when the place was given to them.
        var contacts = snapshot?.Contacts.Where(c => c.Id != Draft.ContactId);
        if (contacts?.FirstOrDefault(c => person is null ? c.Values.Rid == key : c.PersonId == person.Id) is { } other)
        {
            Notice = new EditNotice.AlreadyContact(other);
        }
        else if (person is null)
        {
            await RefuseAsync(
                [new(ContactField.Rid, ContactError.RidUnknown), .. Errors.Where(rule => rule.Field != ContactField.Rid)],
                cancellationToken);
        }
        else
        {
            AutofillAsync(person, everything: false);
        }
    }

    private void AutofillAsync(Person person, bool everything)
    {
        foreach (var (field, text) in autofill.Apply(Draft, person, everything))
            Type(field, text);
    }

    private async Task AcceptAsync(SaveOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome is SaveOutcome.Conflict { Contact: var theirs } && theirs.Id == Draft.ContactId)
            Receive(theirs);
        Notice = EditNotice.Of(outcome, Draft.ContactId);
        if (outcome is SaveOutcome.Invalid { Errors: var errors })
        {
            Refused = true;
            await RefuseAsync(errors, cancellationToken);
        }
    }

    private async Task RefuseAsync(ImmutableArray<ValidationError> errors, CancellationToken cancellationToken)
    {
        if (errors.Any(rule => rule.Error == ContactError.RidUnknown) && Administrators.IsEmpty)
            Administrators = await directory.LocalAdministratorsAsync(actor, cancellationToken);
        Errors = errors;
    }

    private void OnFieldChanged(ContactField field)
    {
        Errors = Errors.RemoveAll(rule => rule.Field == field);
        UpdatedByOthers = UpdatedByOthers.Remove(field);
        Refused = Refused && !Errors.IsEmpty;
        if (Notice is { StaysWhileTyping: false })
            Notice = null;
    }
}
