using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Blazor.Persons;

/// <summary>
/// The state of the panel of the Brugerkatalog: the draft, its validation errors, and the notice about the last command. Independent of
/// markup and browser.
/// </summary>
internal sealed class PersonPanelState(Actor actor, PersonService persons)
{
    private ImmutableDictionary<Guid, PersonEntry> known = ImmutableDictionary<Guid, PersonEntry>.Empty;

    /// <summary>The values in the fields.</summary>
    public PersonDraft Draft { get; private set; } = new();

    /// <summary>The validation errors of the last save; one is removed when its field is typed in.</summary>
    public ImmutableArray<PersonValidationError> Errors { get; private set; } = [];

    /// <summary>The notice about the last save or live change; null for none.</summary>
    public PersonNotice? Notice { get; private set; }

    /// <summary>Whether a save is running.</summary>
    public bool Saving { get; private set; }

    /// <summary>The edited person as last loaded; null for a new one.</summary>
    public PersonEntry? Person => Draft.PersonId is { } id ? known.GetValueOrDefault(id) : null;

    /// <summary>Receives the newest directory: changes by others update the untouched fields (K12).</summary>
    public void Receive(ImmutableArray<PersonEntry> newest)
    {
        known = newest.ToImmutableDictionary(p => p.Id);
        if (Person is { } person)
            Receive(person);
    }

    /// <summary>Opens the person, or a new one if null; the draft before it is discarded.</summary>
    public void Begin(PersonEntry? person)
    {
        Draft = person is null ? new() : PersonDraft.Of(NewestOf(person));
        (Errors, Notice) = ([], null);
    }

    /// <summary>
    /// Restores a stored draft (K15) and merges what others have saved since. False, and nothing is restored, if its person is not in the
    /// organisation or nothing differs.
    /// </summary>
    public bool Restore(PersonDraft stored)
    {
        var person = stored.PersonId is { } id ? known.GetValueOrDefault(id) : null;
        if (person is null && !stored.IsNew)
            return false;

        Begin(person);

        // Version 0 compares the draft with the person as it is now: open conflicts are not stored, and are found again.
        Draft = stored with { Version = 0 };
        Notice = new PersonNotice.Restored();
        if (person is not null)
            Receive(person);
        if (Draft.IsDirty || !Draft.Conflicts.IsEmpty)
            return true;
        Begin(person: null);
        return false;
    }

    /// <summary>Sets the text of a field and removes the field's error, which was about the text before.</summary>
    public void Type(PersonField field, string text)
    {
        if (Draft.Typed[field] == text)
            return;
        Draft = Draft.With(field, text);
        OnFieldChanged(field);
    }

    /// <summary>Sets a checkbox.</summary>
    public void Tick(PersonField field, bool ticked)
    {
        Draft = Draft.With(field, ticked);
        OnFieldChanged(field);
    }

    /// <summary>Resolves a conflict with the other person's value or one's own (K13).</summary>
    public void Decide(PersonConflict conflict, bool take) => Draft = take ? Draft.AcceptTheirs(conflict) : Draft.KeepMine(conflict);

    /// <summary>Saves the draft; null if there was nothing to do, as for the second click of a double click.</summary>
    public Task<PersonOutcome?> SaveAsync(CancellationToken cancellationToken) =>
        Notice is PersonNotice.Saved && !Draft.IsDirty
            ? Task.FromResult<PersonOutcome?>(null)
            : RunAsync(
                token => persons.SaveAsync(actor, Draft, token),
                (saved, isNew) => new PersonNotice.Saved(saved, isNew),
                cancellationToken);

    /// <summary>Undoes the save of the notice (K16).</summary>
    public Task<PersonOutcome?> UndoAsync(PersonNotice.Saved saved, CancellationToken cancellationToken)
    {
        var person = saved.Outcome.Person;
        return RunAsync(
            token => persons.UndoAsync(actor, new(person.Id, person.Version, saved.UndoId), token),
            (undone, _) => new PersonNotice.Undone(undone.Person),
            cancellationToken);
    }

    /// <summary>Answers yes to the question about the name, and saves.</summary>
    public Task<PersonOutcome?> ConfirmAsync(CancellationToken cancellationToken)
    {
        Notice = null;
        Draft = Draft with { Confirmed = true };
        return SaveAsync(cancellationToken);
    }

    /// <summary>Sets the notice that a command failed with an exception; the draft stays.</summary>
    public void Failed(Exception cause) => Notice = new PersonNotice.Failed(cause);

    // The chosen row may have been rendered from an older list.
    private PersonEntry NewestOf(PersonEntry chosen) =>
        known.GetValueOrDefault(chosen.Id) is { } newer && newer.Version > chosen.Version ? newer : chosen;

    private void Receive(PersonEntry person)
    {
        var before = Draft;
        Draft = Draft.MergeUpdate(person);
        if (ReferenceEquals(before, Draft) || !before.IsDirty)
            return;
        var updated = Draft.Typed.DifferencesFrom(before.Typed);
        if (!updated.IsEmpty && Notice is not PersonNotice.Restored)
            Notice = new PersonNotice.UpdatedByOthers(updated);
    }

    private async Task<PersonOutcome?> RunAsync(
        Func<CancellationToken, Task<PersonOutcome>> command, Func<PersonOutcome.Saved, bool, PersonNotice> noticeOf,
        CancellationToken cancellationToken)
    {
        if (Saving)
            return null;
        Saving = true;
        try
        {
            var outcome = await command(cancellationToken);
            if (outcome is PersonOutcome.Saved saved)
            {
                var wasNew = Draft.IsNew;
                Begin(person: null);
                Notice = noticeOf(saved, wasNew);
            }
            else
            {
                Refuse(outcome);
            }

            return outcome;
        }
        finally
        {
            Saving = false;
        }
    }

    private void Refuse(PersonOutcome outcome)
    {
        if (outcome is PersonOutcome.Conflict { Person: var theirs } && theirs.Id == Draft.PersonId)
            Receive(theirs);
        Errors = outcome is PersonOutcome.Invalid invalid ? invalid.Errors : [];
        Notice = outcome.Match<PersonNotice?>(
            saved: _ => null,
            invalid: refused => refused.Errors.All(e => PersonRules.IsQuestion(e.Error)) ? new PersonNotice.NeedsConfirmation() : null,
            conflict: conflict => conflict.Person.Id == Draft.PersonId
                ? new PersonNotice.Conflict()
                : new PersonNotice.NotUndone(conflict.Person),
            notFound: _ => new PersonNotice.NotFound());
    }

    private void OnFieldChanged(PersonField field)
    {
        Errors = Errors.RemoveAll(rule => rule.Field == field);
        if (Notice is { StaysWhileTyping: false })
            Notice = null;
    }
}
