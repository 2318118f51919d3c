using System.Collections.Immutable;

namespace ContactPortal.Domain.Contacts;

/// <summary>A three-way merge of a contact's fields (K13).</summary>
/// <param name="Values">The merged values; conflicting fields have mine.</param>
/// <param name="FromTheirs">The fields taken from the other side.</param>
/// <param name="Conflicts">The conflicting fields.</param>
public sealed record Merge(ContactValues Values, ImmutableArray<ContactField> FromTheirs, ImmutableArray<FieldConflict> Conflicts)
{
    /// <summary>Merges two sides' changes of the values that were seen. All three are normalised first.</summary>
    public static Merge Of(ContactValues seen, ContactValues theirs, ContactValues mine)
    {
        var merge = FieldMerge.Of<ContactValues, ContactField>(seen, theirs, mine);
        return new(
            merge.Values, merge.FromTheirs,
            [.. merge.Conflicts.Select(field => new FieldConflict(field, merge.Theirs[field], merge.Mine[field]))]);
    }
}
