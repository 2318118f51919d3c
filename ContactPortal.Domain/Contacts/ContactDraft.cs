using System.Collections.Immutable;
using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Domain.Contacts;

/// <summary>
/// What somebody is typing: the values that were seen when it began, and what they have become in the fields. Immutable; a saved
/// change of somebody else flows into the untouched fields only (K12, K13).
/// </summary>
public sealed record ContactDraft
{
    /// <summary>The contact that is edited; null for a new one.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>The version that was last seen.</summary>
    public long Version { get; init; }

    /// <summary>The values last seen, field by field; the base of the merge.</summary>
    public ContactValues Seen { get; init; } = ContactValues.Empty;

    /// <summary>What stands in the fields, as it was typed.</summary>
    public ContactValues Typed { get; init; } = ContactValues.Empty;

    /// <summary>
    /// The save's own id: the same draft sent twice is one change (K13). Whatever is typed or decided makes it another save: otherwise a
    /// draft that went on after an answer was lost would be answered as saved, and what came after it would be gone.
    /// </summary>
    public Guid SaveId { get; init; } = Guid.NewGuid();

    /// <summary>Whether the question "did you mean that other person?" has been answered with no (K6).</summary>
    public bool SamePerson { get; init; }

    /// <summary>The values of others that stand against typed ones, to take or to leave.</summary>
    public ImmutableArray<FieldConflict> Conflicts { get; init; } = [];

    /// <summary>Whether a new contact is being made.</summary>
    public bool IsNew => ContactId is null;

    /// <summary>Whether anything was typed that Gem would save.</summary>
    public bool IsDirty => !Touched.IsEmpty;

    /// <summary>The fields that differ from what was seen.</summary>
    public ImmutableArray<ContactField> Touched => Typed.Normalised().DifferencesFrom(Seen.Normalised());

    /// <summary>A draft of that contact with nothing typed yet.</summary>
    public static ContactDraft Of(ContactView contact)
    {
        var shown = contact.Values.Shown();
        return new() { ContactId = contact.Id, Version = contact.Version, Seen = shown, Typed = shown };
    }

    /// <summary>The draft after something was typed into a field.</summary>
    public ContactDraft With(ContactField field, string text) => this with
    {
        Typed = Typed.With(field, text),
        SaveId = Guid.NewGuid(),
        SamePerson = SamePerson && field != ContactField.Name && field != ContactField.Email && field != ContactField.Rid,
    };

    /// <summary>The draft after a box was ticked or unticked.</summary>
    public ContactDraft With(ContactField field, bool ticked) =>
        this with { Typed = Typed.With(field, ticked), SaveId = Guid.NewGuid() };

    /// <summary>
    /// The draft after the contact was saved by somebody else: untouched fields have the new values, and those that were touched have
    /// the other's value beside them.
    /// </summary>
    public ContactDraft MergeUpdate(ContactView theirs)
    {
        if (theirs.Version <= Version)
            return this;

        var shown = theirs.Values.Shown();
        var merge = Merge.Of(Seen, shown, Typed);
        var (seen, typed) = (shown, Typed);
        foreach (var field in merge.FromTheirs)
            typed = typed.With(field, shown[field]);
        foreach (var conflict in merge.Conflicts)
            seen = seen.With(conflict.Field, Seen[conflict.Field]);
        return this with
        {
            Version = theirs.Version,
            Seen = seen,
            Typed = typed,
            Conflicts = [.. merge.Conflicts.Select(c => c with { Theirs = shown[c.Field], Mine = Typed[c.Field] })],
        };
    }

    /// <summary>The draft after the other's value was taken in a field that both had changed.</summary>
    public ContactDraft AcceptTheirs(FieldConflict conflict) =>
        WithDecision(conflict) with { Typed = Typed.With(conflict.Field, conflict.Theirs) };

    /// <summary>The draft after the own value was kept: it will knowingly replace the other's.</summary>
    public ContactDraft KeepMine(FieldConflict conflict) => WithDecision(conflict);

    private ContactDraft WithDecision(FieldConflict conflict) => this with
    {
        Seen = Seen.With(conflict.Field, conflict.Theirs),
        SaveId = Guid.NewGuid(),
        Conflicts = [.. Conflicts.Where(c => c.Field != conflict.Field)],
    };
}
