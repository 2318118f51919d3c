using System.Collections.Immutable;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// An edit of a person in progress: the stored values last seen, and the values typed. Immutable; another administrator's saved change is
/// merged into the untouched fields only (K12, K13, P4).
/// </summary>
public sealed record PersonDraft
{
    /// <summary>The edited person; null for a new one.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The person's version last seen.</summary>
    public long Version { get; init; }

    /// <summary>The values last seen, field by field; the base of the merge.</summary>
    public PersonValues Seen { get; init; } = PersonValues.Empty;

    /// <summary>The values in the fields, as typed.</summary>
    public PersonValues Typed { get; init; } = PersonValues.Empty;

    /// <summary>The save's id, by which a repeated save is recognised (K13); every edit changes it.</summary>
    public Guid SaveId { get; init; } = Guid.NewGuid();

    /// <summary>Whether the user has answered yes to the question about the name (see <see cref="PersonRules.IsQuestion"/>).</summary>
    public bool Confirmed { get; init; }

    /// <summary>The conflicts with other administrators' changes that are not resolved yet.</summary>
    public ImmutableArray<PersonConflict> Conflicts { get; init; } = [];

    /// <summary>Whether the draft adds a person.</summary>
    public bool IsNew => PersonId is null;

    /// <summary>Whether there are changes to save.</summary>
    public bool IsDirty => !Touched.IsEmpty;

    /// <summary>The fields whose typed value differs from the one seen.</summary>
    public ImmutableArray<PersonField> Touched => Typed.Normalised().DifferencesFrom(Seen.Normalised());

    /// <summary>A draft of that person without changes.</summary>
    public static PersonDraft Of(PersonEntry person) =>
        new() { PersonId = person.Id, Version = person.Version, Seen = person.Values, Typed = person.Values };

    /// <summary>The draft with a field's text changed.</summary>
    public PersonDraft With(PersonField field, string text) => this with
    {
        Typed = Typed.With(field, text), SaveId = Guid.NewGuid(), Confirmed = Confirmed && field != PersonField.Name,
    };

    /// <summary>The draft with a check box changed.</summary>
    public PersonDraft With(PersonField field, bool ticked) =>
        this with { Typed = Typed.With(field, ticked), SaveId = Guid.NewGuid() };

    /// <summary>
    /// The draft merged with another administrator's save: untouched fields take the new values; touched ones that differ become
    /// conflicts.
    /// </summary>
    public PersonDraft MergeUpdate(PersonEntry theirs)
    {
        if (theirs.Version <= Version)
            return this;

        var (seen, typed, conflicts) = FieldMerge.IntoDraft<PersonValues, PersonField>(Seen, theirs.Values, Typed);
        return this with
        {
            Version = theirs.Version,
            Seen = seen,
            Typed = typed,
            Conflicts = [.. conflicts.Select(field => new PersonConflict(field, theirs.Values[field], Typed[field]))],
        };
    }

    /// <summary>Resolves a conflict with the other administrator's value.</summary>
    public PersonDraft AcceptTheirs(PersonConflict conflict) =>
        WithDecision(conflict) with { Typed = Typed.With(conflict.Field, conflict.Theirs) };

    /// <summary>Resolves a conflict with the own value, which a save then writes over the other's.</summary>
    public PersonDraft KeepMine(PersonConflict conflict) => WithDecision(conflict);

    private PersonDraft WithDecision(PersonConflict conflict) => this with
    {
        Seen = Seen.With(conflict.Field, conflict.Theirs),
        SaveId = Guid.NewGuid(),
        Conflicts = [.. Conflicts.Where(c => c.Field != conflict.Field)],
    };
}
