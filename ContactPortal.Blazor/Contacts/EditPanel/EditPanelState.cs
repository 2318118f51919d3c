using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Blazor.Contacts;

/// <summary>
/// The state of the edit panel: the draft with the commands that look up its person and save it. Independent of markup and browser; there
/// is one instance per page.
/// </summary>
public sealed class EditPanelState(Actor actor, ContactService contactService, PersonDirectory directory) : EditPanelDraft
{
    private Task lookUp = Task.CompletedTask;

    /// <summary>Whether a save is running.</summary>
    public bool Saving { get; private set; }

    /// <summary>The local administrators to ask for a RID; loaded when a RID is not found (K10).</summary>
    public ImmutableArray<Person> Administrators { get; private set; } = [];

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
            Autofill(meant, everything: true);
        }
        else
        {
            Draft = Draft with { SamePerson = true };
        }

        return SaveAsync(cancellationToken);
    }

    /// <summary>Answers yes to the questions about name and address, and saves.</summary>
    public Task<SaveOutcome?> ConfirmAsync(CancellationToken cancellationToken)
    {
        Notice = null;
        Draft = Draft with { Confirmed = true };
        return SaveAsync(cancellationToken);
    }

    /// <summary>Sets the notice that a command failed with an exception; the draft stays.</summary>
    public void Failed(Exception cause) => Notice = new EditNotice.Failed(cause);

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
        var contacts = Snapshot?.Contacts.Where(c => c.Id != Draft.ContactId);
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
            Autofill(person, everything: false);
        }
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
}
