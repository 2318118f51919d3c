using System.Collections.Immutable;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// What an administrator is typing about a person: the values that were seen when it began, and what they have become in the fields.
/// Immutable; a saved change of somebody else flows into the untouched fields only, as for contacts (K12, K13).
/// </summary>
public sealed record PersonDraft
{
    /// <summary>The person that is corrected; null for a new one.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The version that was last seen.</summary>
    public long Version { get; init; }

    /// <summary>The values last seen, field by field; the base of the merge.</summary>
    public PersonValues Seen { get; init; } = PersonValues.Empty;

    /// <summary>What stands in the fields, as it was typed.</summary>
    public PersonValues Typed { get; init; } = PersonValues.Empty;

    /// <summary>The save's own id: the same draft sent twice is one change (K13); whatever is typed or decided makes it another.</summary>
    public Guid SaveId { get; init; } = Guid.NewGuid();

    /// <summary>The values of others that stand against typed ones, to take or to leave.</summary>
    public ImmutableArray<PersonConflict> Conflicts { get; init; } = [];

    /// <summary>Whether a new person is being added.</summary>
    public bool IsNew => PersonId is null;

    /// <summary>Whether anything was typed that Gem would save.</summary>
    public bool IsDirty => !Touched.IsEmpty;

    /// <summary>The fields that differ from what was seen.</summary>
    public ImmutableArray<PersonField> Touched => Typed.Normalised().DifferencesFrom(Seen.Normalised());

    /// <summary>A draft of that person with nothing typed yet.</summary>
    public static PersonDraft Of(PersonEntry person) =>
        new() { PersonId = person.Id, Version = person.Version, Seen = person.Values, Typed = person.Values };

    /// <summary>The draft after something was typed into a field.</summary>
    public PersonDraft With(PersonField field, string text) => this with { Typed = Typed.With(field, text), SaveId = Guid.NewGuid() };

    /// <summary>The draft after a box was ticked or unticked.</summary>
    public PersonDraft With(PersonField field, bool ticked) => this with { Typed = Typed.With(field, ticked), SaveId = Guid.NewGuid() };

    /// <summary>
    /// The draft after the person was saved by somebody else: untouched fields have the new values, and those that were touched have the
    /// other's value beside them.
    /// </summary>
    public PersonDraft MergeUpdate(PersonEntry theirs)
    {
        if (theirs.Version <= Version)
            return this;

        var merge = FieldMerge.Of<PersonValues, PersonField>(Seen, theirs.Values, Typed);
        var (seen, typed) = (theirs.Values, Typed);
        foreach (var field in merge.FromTheirs)
            typed = typed.With(field, theirs.Values[field]);
        foreach (var field in merge.Conflicts)
            seen = seen.With(field, Seen[field]);
        return this with
        {
            Version = theirs.Version,
            Seen = seen,
            Typed = typed,
            Conflicts = [.. merge.Conflicts.Select(field => new PersonConflict(field, theirs.Values[field], Typed[field]))],
        };
    }

    /// <summary>The draft after the other's value was taken in a field that both had changed.</summary>
    public PersonDraft AcceptTheirs(PersonConflict conflict) => Decided(conflict) with { Typed = Typed.With(conflict.Field, conflict.Theirs) };

    /// <summary>The draft after the own value was kept: it will knowingly replace the other's.</summary>
    public PersonDraft KeepMine(PersonConflict conflict) => Decided(conflict);

    private PersonDraft Decided(PersonConflict conflict) => this with
    {
        Seen = Seen.With(conflict.Field, conflict.Theirs),
        SaveId = Guid.NewGuid(),
        Conflicts = [.. Conflicts.Where(c => c.Field != conflict.Field)],
    };
}
