using System.Collections.Immutable;

namespace ContactPortal.Domain.Contacts;

/// <summary>A field that two persons gave different values since they last saw the same one.</summary>
/// <param name="Field">The field.</param>
/// <param name="Theirs">What was saved meanwhile.</param>
/// <param name="Mine">What is about to be saved.</param>
public sealed record FieldConflict(ContactField Field, string Theirs, string Mine);

/// <summary>
/// A three-way merge by field (K13): what only one side changed is taken, what both changed alike is one change, and what both
/// changed differently is for a person to decide.
/// </summary>
/// <param name="Values">The values that both sides can live with; where they conflict, mine.</param>
/// <param name="FromTheirs">The fields that come from the other side.</param>
/// <param name="Conflicts">The fields to decide.</param>
public sealed record Merge(ContactValues Values, ImmutableArray<ContactField> FromTheirs, ImmutableArray<FieldConflict> Conflicts)
{
    /// <summary>Merges what two sides made of the same values. All three are compared as they would be stored.</summary>
    public static Merge Of(ContactValues seen, ContactValues theirs, ContactValues mine)
    {
        var (@base, other, own) = (seen.Normalised(), theirs.Normalised(), mine.Normalised());
        var values = own;
        var fromTheirs = ImmutableArray.CreateBuilder<ContactField>();
        var conflicts = ImmutableArray.CreateBuilder<FieldConflict>();
        foreach (var field in other.DifferencesFrom(@base).Where(field => other[field] != own[field]))
        {
            if (own[field] == @base[field])
            {
                fromTheirs.Add(field);
                values = values.With(field, other[field]);
            }
            else
            {
                conflicts.Add(new(field, other[field], own[field]));
            }
        }

        return new(values, fromTheirs.ToImmutable(), conflicts.ToImmutable());
    }
}
