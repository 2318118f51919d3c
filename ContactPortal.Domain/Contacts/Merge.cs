using System.Collections.Immutable;

namespace ContactPortal.Domain.Contacts;

/// <summary>A field that two persons changed to different values.</summary>
/// <param name="Field">The field.</param>
/// <param name="Theirs">The value saved meanwhile.</param>
/// <param name="Mine">The value about to be saved.</param>
public sealed record FieldConflict(ContactField Field, string Theirs, string Mine);

/// <summary>
/// A three-way merge by field (K13): a change by one side, or the same change by both, is taken; different changes of a field are a
/// conflict that a person resolves.
/// </summary>
/// <param name="Values">The merged values; conflicting fields have mine.</param>
/// <param name="FromTheirs">The fields taken from the other side.</param>
/// <param name="Conflicts">The conflicting fields.</param>
public sealed record Merge(ContactValues Values, ImmutableArray<ContactField> FromTheirs, ImmutableArray<FieldConflict> Conflicts)
{
    /// <summary>Merges two sides' changes of the values that were seen. All three are normalised first.</summary>
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
