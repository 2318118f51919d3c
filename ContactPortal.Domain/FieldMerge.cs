using System.Collections.Immutable;

namespace ContactPortal.Domain;

/// <summary>
/// A three-way merge by field (K13): a field that one side changed takes that side's value, and one that both changed to different values
/// is a conflict.
/// </summary>
/// <param name="Theirs">The values saved meanwhile, normalised.</param>
/// <param name="Mine">The values about to be saved, normalised.</param>
/// <param name="Values">The merged values; conflicting fields have mine.</param>
/// <param name="FromTheirs">The fields taken from the other side.</param>
/// <param name="Conflicts">The conflicting fields.</param>
public sealed record FieldMerge<TValues, TField>(
    TValues Theirs, TValues Mine, TValues Values, ImmutableArray<TField> FromTheirs, ImmutableArray<TField> Conflicts)
    where TValues : IFieldValues<TValues, TField>;

/// <summary>Merges values field by field.</summary>
public static class FieldMerge
{
    /// <summary>Merges two sides' changes of the values that were seen. All three are normalised first.</summary>
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

    /// <summary>
    /// Merges another person's save into an edit in progress (K12): untouched fields take the saved value, as it is shown; touched ones
    /// that differ are conflicts, and keep the value seen before until they are resolved.
    /// </summary>
    /// <returns>The values seen and typed after the merge, and the conflicting fields.</returns>
    public static (TValues Seen, TValues Typed, ImmutableArray<TField> Conflicts) IntoDraft<TValues, TField>(
        TValues seen, TValues theirs, TValues typed)
        where TValues : IFieldValues<TValues, TField>
    {
        var merge = Of<TValues, TField>(seen, theirs, typed);
        return (
            merge.Conflicts.Aggregate(theirs, (values, field) => values.With(field, seen[field])),
            merge.FromTheirs.Aggregate(typed, (values, field) => values.With(field, theirs[field])),
            merge.Conflicts);
    }
}
