using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Blazor.Contacts;

/// <summary>
/// What goes on in Valg: the draft that is typed, what is wrong with it, and what became of the last save. It knows no markup and
/// no browser; one of it lives as long as the page.
/// </summary>
public sealed class EditPanelState(Actor actor, ContactService contactService, PersonDirectory directory)
{
    private OrganisationSnapshot? snapshot;
    private DirectoryAutofill transfer = new();
    private Task lookUp = Task.CompletedTask;

    /// <summary>What stands in the fields.</summary>
    public ContactDraft Draft { get; private set; } = new();

    /// <summary>The rules that the last save or look-up found broken, until their field is typed in again.</summary>
    public ImmutableArray<ValidationError> Errors { get; private set; } = [];

    /// <summary>Whether the summary of broken rules is shown: after a save, not while the first field is being filled.</summary>
    public bool Refused { get; private set; }

    /// <summary>What there is to say about the last save, look-up or live change.</summary>
    public EditNotice? Notice { get; private set; }

    /// <summary>The fields that another's save has flowed into since the contact was opened, until they are typed in (K13).</summary>
    public ImmutableArray<ContactField> UpdatedByOthers { get; private set; } = [];

    /// <summary>Whether a save is under way.</summary>
    public bool Saving { get; private set; }

    /// <summary>Who can tell what a RID is; known once a RID was not found (K10).</summary>
    public ImmutableArray<Person> Administrators { get; private set; } = [];

    /// <summary>The contact that is edited, as it stands in the database.</summary>
    public ContactView? Contact => Draft.ContactId is { } id ? snapshot?.Find(id) : null;

    /// <summary>The types that can be answered for.</summary>
    public ImmutableArray<DeliveryType> DeliveryTypes => snapshot?.DeliveryTypes ?? [];

    /// <summary>The newest roster; null until the first one is there.</summary>
    public OrganisationSnapshot? Snapshot => snapshot;

    /// <summary>Who holds the right, and who grants it (K11).</summary>
    public RightsSnapshot Rights => snapshot?.Rights ?? RightsSnapshot.Empty;

    /// <summary>What saving would do to the mails; null while there is nothing to save and nothing open (K18).</summary>
    public MailPreview? Preview => snapshot is not null && (!Draft.IsNew || Draft.IsDirty) ? MailPreview.Of(snapshot, Draft) : null;

    /// <summary>Takes a newer roster: what others changed flows into the untouched fields (K12). Says whether the panel looks different.</summary>
    public bool Receive(OrganisationSnapshot newest)
    {
        var first = snapshot is null;
        snapshot = newest;
        var before = Draft;
        if (Contact is { } contact)
            Receive(contact);
        return first || !ReferenceEquals(before, Draft) || Contact is not null || Preview is not null || Notice is not null;
    }

    /// <summary>Begins with that contact, or with a new one; what was typed before is gone.</summary>
    public void Begin(ContactView? contact)
    {
        Draft = contact is null ? new() : ContactDraft.Of(Newest(contact));
        transfer = new();
        (Errors, Refused, Notice, UpdatedByOthers) = ([], false, null, []);
    }

    /// <summary>
    /// Goes on with a draft that the browser kept (K15); what others have saved since flows in. Says whether there was anything to go on
    /// with: a draft of a contact that is not the organisation's, or without a change, is none.
    /// </summary>
    public bool Restore(ContactDraft kept)
    {
        var contact = kept.ContactId is { } id ? snapshot?.Find(id) : null;
        if (contact is null && !kept.IsNew)
            return false;

        Begin(contact);

        // Compared with what is there now, whatever version it last saw: an open conflict is not kept, and shows again.
        Draft = kept with { Version = 0 };
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

    /// <summary>Takes what was typed into a field; the message about it goes, since it spoke of another text.</summary>
    public void Type(ContactField field, string text)
    {
        if (Draft.Typed[field] == text)
            return;
        Draft = Draft.With(field, text);
        HasCorrected(field);
    }

    /// <summary>Takes a tick.</summary>
    public void Tick(ContactField field, bool ticked)
    {
        Draft = Draft.With(field, ticked);
        HasCorrected(field);
    }

    /// <summary>Takes or leaves another's value in a field that both have changed.</summary>
    public void Decide(FieldConflict conflict, bool take) => Draft = take ? Draft.AcceptTheirs(conflict) : Draft.KeepMine(conflict);

    /// <summary>
    /// Looks the typed RID up (K10, K6): name and e-mail come from the directory, unless something else has been typed there; a RID
    /// that is a contact already, or nobody's, is told of.
    /// </summary>
    public Task LookUpAsync(CancellationToken cancellationToken) => lookUp = LookUpOnceAsync(cancellationToken);

    /// <summary>
    /// Saves the draft; says what became of it. Null when there was nothing to do: a save was under way, or the second press of a
    /// double click met the empty fields that the first one left.
    /// </summary>
    public Task<SaveOutcome?> SaveAsync(CancellationToken cancellationToken) =>
        Notice is EditNotice.Saved && !Draft.IsDirty
            ? Task.FromResult<SaveOutcome?>(null)
            : RunAsync(token => contactService.SaveAsync(actor, Draft, token), (saved, isNew) => new EditNotice.Saved(saved, isNew), cancellationToken);

    /// <summary>Takes the save back that the notice tells of (K16); says what became of it.</summary>
    public Task<SaveOutcome?> UndoAsync(EditNotice.Saved saved, CancellationToken cancellationToken)
    {
        var contact = saved.Outcome.Contact;
        return RunAsync(
            token => contactService.UndoAsync(actor, new(contact.Id, contact.Version, saved.UndoId), token),
            (undone, _) => new EditNotice.Undone(undone),
            cancellationToken);
    }

    /// <summary>Answers the question whether another person was meant (K6): with yes that person takes the place, with no the name is just corrected.</summary>
    public Task<SaveOutcome?> AnswerAsync(Person meant, bool yes, CancellationToken cancellationToken)
    {
        Notice = null;
        if (yes)
        {
            Draft = Draft.With(ContactField.Rid, meant.Rid.Digits);
            AutofillAsync(meant, everything: true);
        }
        else
        {
            Draft = Draft with { SamePerson = true };
        }

        return SaveAsync(cancellationToken);
    }

    /// <summary>Opens a deactivated contact with the tick for it taken away (K9, K10).</summary>
    public void Reactivate(ContactView contact)
    {
        Begin(contact);
        Tick(ContactField.Deactivated, ticked: false);
    }

    /// <summary>Says that a save failed for a reason that is nobody's input; what was typed stays.</summary>
    public void Failed() => Notice = new EditNotice.Failed();

    // The row that was chosen may have been drawn before the newest roster came.
    private ContactView Newest(ContactView chosen) => snapshot?.Find(chosen.Id) is { } known && known.Version > chosen.Version ? known : chosen;

    private void Receive(ContactView contact)
    {
        var before = Draft;
        Draft = Draft.MergeUpdate(contact);
        if (ReferenceEquals(before, Draft))
            return;

        var flowed = Draft.Typed.DifferencesFrom(before.Typed);
        UpdatedByOthers = [.. UpdatedByOthers.Union(flowed)];
        if (flowed.IsEmpty || !before.IsDirty)
            return;
        var since = new EditNotice.UpdatedByOthers(contact.ChangedBy, flowed);
        Notice = Notice is EditNotice.Restored ? new EditNotice.Restored(since) : since;
    }

    private async Task<SaveOutcome?> RunAsync(
        Func<CancellationToken, Task<SaveOutcome>> command, Func<SaveOutcome.Saved, bool, EditNotice> done, CancellationToken cancellationToken)
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
                Notice = done(saved, wasNew);
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
        if (!Rid.TryParse(typed, out var rid) || rid.Digits == Draft.Seen.Rid)
            return;

        if (snapshot?.Contacts.FirstOrDefault(c => c.Values.Rid == rid.Digits && c.Id != Draft.ContactId) is { } other)
        {
            Notice = new EditNotice.AlreadyContact(other);
            return;
        }

        var person = await directory.FindAsync(actor, rid, cancellationToken);
        if (Draft.Typed.Rid != typed)
            return;

        if (person is null)
            await RefuseAsync([new(ContactField.Rid, ContactError.RidUnknown), .. Errors.Where(rule => rule.Field != ContactField.Rid)], cancellationToken);
        else
            AutofillAsync(person, everything: false);
    }

    private void AutofillAsync(Person person, bool everything)
    {
        foreach (var (field, text) in transfer.Apply(Draft, person, everything))
            Type(field, text);
    }

    private async Task AcceptAsync(SaveOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome is SaveOutcome.Conflict { Contact: var theirs } && theirs.Id == Draft.ContactId)
            Receive(theirs);
        Notice = EditNotice.Of(outcome, Draft.ContactId);
        if (outcome is SaveOutcome.Invalid { Errors: var broken })
        {
            Refused = true;
            await RefuseAsync(broken, cancellationToken);
        }
    }

    private async Task RefuseAsync(ImmutableArray<ValidationError> broken, CancellationToken cancellationToken)
    {
        if (broken.Any(rule => rule.Error == ContactError.RidUnknown) && Administrators.IsEmpty)
            Administrators = await directory.LocalAdministratorsAsync(actor, cancellationToken);
        Errors = broken;
    }

    private void HasCorrected(ContactField field)
    {
        Errors = Errors.RemoveAll(rule => rule.Field == field);
        UpdatedByOthers = UpdatedByOthers.Remove(field);
        Refused = Refused && !Errors.IsEmpty;
        if (Notice is { StaysWhileTyping: false })
            Notice = null;
    }
}
