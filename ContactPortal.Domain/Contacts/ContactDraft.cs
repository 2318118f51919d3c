using System.Collections.Immutable;

namespace ContactPortal.Domain.Contacts;

/// <summary>
/// An edit in progress: the stored values last seen, and the values typed. Immutable; another person's saved change is merged into the
/// untouched fields only (K12, K13).
/// </summary>
public sealed record ContactDraft
{
    /// <summary>The edited contact; null for a new one.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>The contact's version last seen.</summary>
    public long Version { get; init; }

    /// <summary>The values last seen, field by field; the base of the merge.</summary>
    public ContactValues Seen { get; init; } = ContactValues.Empty;

    /// <summary>The values in the fields, as typed.</summary>
    public ContactValues Typed { get; init; } = ContactValues.Empty;

    /// <summary>
    /// The save's id, by which a repeated save is recognised (K13). Every edit changes it: otherwise a draft edited further after a lost
    /// response would be answered as already saved, and the later edits would be lost.
    /// </summary>
    public Guid SaveId { get; init; } = Guid.NewGuid();

    /// <summary>Whether the user has confirmed that no other person is meant (K6).</summary>
    public bool SamePerson { get; init; }

    /// <summary>Whether the user has said yes to the questions about name and address (see <see cref="ContactRules.IsQuestion"/>).</summary>
    public bool Confirmed { get; init; }

    /// <summary>The conflicts with other persons' changes that are not resolved yet.</summary>
    public ImmutableArray<FieldConflict> Conflicts { get; init; } = [];

    /// <summary>Whether the draft creates a contact.</summary>
    public bool IsNew => ContactId is null;

    /// <summary>Whether there are changes to save.</summary>
    public bool IsDirty => !Touched.IsEmpty;

    /// <summary>The fields whose typed value differs from the one seen.</summary>
    public ImmutableArray<ContactField> Touched => Typed.Normalised().DifferencesFrom(Seen.Normalised());

    /// <summary>A draft of that contact without changes.</summary>
    public static ContactDraft Of(ContactView contact)
    {
        var shown = contact.Values.Shown();
        return new() { ContactId = contact.Id, Version = contact.Version, Seen = shown, Typed = shown };
    }

    /// <summary>The draft with a field's text changed.</summary>
    public ContactDraft With(ContactField field, string text) => this with
    {
        Typed = Typed.With(field, text),
        SaveId = Guid.NewGuid(),
        SamePerson = SamePerson && field != ContactField.Name && field != ContactField.Email && field != ContactField.Rid,
        Confirmed = Confirmed && field != ContactField.Name && field != ContactField.Email,
    };

    /// <summary>The draft with a check box changed.</summary>
    public ContactDraft With(ContactField field, bool ticked) =>
        this with { Typed = Typed.With(field, ticked), SaveId = Guid.NewGuid() };

    /// <summary>
    /// The draft merged with another person's save: untouched fields take the new values; touched ones that differ become conflicts.
    /// </summary>
    public ContactDraft MergeUpdate(ContactView theirs)
    {
        if (theirs.Version <= Version)
            return this;

        var shown = theirs.Values.Shown();
        var (seen, typed, conflicts) = FieldMerge.IntoDraft<ContactValues, ContactField>(Seen, shown, Typed);
        return this with
        {
            Version = theirs.Version,
            Seen = seen,
            Typed = typed,
            Conflicts = [.. conflicts.Select(field => new FieldConflict(field, shown[field], Typed[field]))],
        };
    }

    /// <summary>Resolves a conflict with the other person's value.</summary>
    public ContactDraft AcceptTheirs(FieldConflict conflict) =>
        WithDecision(conflict) with { Typed = Typed.With(conflict.Field, conflict.Theirs) };

    /// <summary>Resolves a conflict with the own value, which a save then writes over the other's.</summary>
    public ContactDraft KeepMine(FieldConflict conflict) => WithDecision(conflict);

    private ContactDraft WithDecision(FieldConflict conflict) => this with
    {
        Seen = Seen.With(conflict.Field, conflict.Theirs),
        SaveId = Guid.NewGuid(),
        Conflicts = [.. Conflicts.Where(c => c.Field != conflict.Field)],
    };
}
