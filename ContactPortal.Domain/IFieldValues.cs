using System.Collections.Immutable;

namespace ContactPortal.Domain;

/// <summary>What can be edited of something, field by field, as one immutable value: what merging, drafts and history need of it.</summary>
/// <typeparam name="TSelf">The values themselves.</typeparam>
/// <typeparam name="TField">Their fields.</typeparam>
public interface IFieldValues<TSelf, TField>
    where TSelf : IFieldValues<TSelf, TField>
{
    /// <summary>The field's value as text.</summary>
    string this[TField field] { get; }

    /// <summary>The same values but for that field.</summary>
    TSelf With(TField field, string value);

    /// <summary>The fields in which these values differ from the others, in the screen's order.</summary>
    ImmutableArray<TField> DifferencesFrom(TSelf other);

    /// <summary>As the values are stored; what is not valid stays as it was typed.</summary>
    TSelf Normalised();
}
