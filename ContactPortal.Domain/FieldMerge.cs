using System.Collections.Immutable;

namespace ContactPortal.Domain;

/// <summary>
/// A three-way merge by field (K13): what only one side changed is taken, what both changed alike is one change, and what both
/// changed differently is for a person to decide.
/// </summary>
/// <param name="Theirs">What was saved meanwhile, normalised.</param>
/// <param name="Mine">What is about to be saved, normalised.</param>
/// <param name="Values">The values that both sides can live with; where they conflict, mine.</param>
/// <param name="FromTheirs">The fields that come from the other side.</param>
/// <param name="Conflicts">The fields to decide.</param>
public sealed record FieldMerge<TValues, TField>(
    TValues Theirs, TValues Mine, TValues Values, ImmutableArray<TField> FromTheirs, ImmutableArray<TField> Conflicts)
    where TValues : IFieldValues<TValues, TField>;

/// <summary>Merges by field.</summary>
public static class FieldMerge
{
    /// <summary>Merges what two sides made of the same values. All three are compared as they would be stored.</summary>
    public static FieldMerge<TValues, TField> Of<TValues, TField>(TValues seen, TValues theirs, TValues mine)
        where TValues : IFieldValues<TValues, TField>
    {
        var (@base, other, own) = (seen.Normalised(), theirs.Normalised(), mine.Normalised());
        var values = own;
        var fromTheirs = ImmutableArray.CreateBuilder<TField>();
        var conflicts = ImmutableArray.CreateBuilder<TField>();
        foreach (var field in other.DifferencesFrom(@base).Where(field => other[field] != own[field]))
        {
            if (own[field] == @base[field])
            {
                fromTheirs.Add(field);
                values = values.With(field, other[field]);
            }
            else
            {
                conflicts.Add(field);
            }
        }

        return new(other, own, values, fromTheirs.ToImmutable(), conflicts.ToImmutable());
    }
}
