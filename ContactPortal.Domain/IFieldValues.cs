using System.Collections.Immutable;

namespace ContactPortal.Domain;

/// <summary>The editable values of an entity, field by field, as one immutable value, for merging, drafts and history.</summary>
/// <typeparam name="TSelf">The type of the values.</typeparam>
/// <typeparam name="TField">The type of their fields.</typeparam>
public interface IFieldValues<TSelf, TField>
    where TSelf : IFieldValues<TSelf, TField>
{
    /// <summary>The field's value as text.</summary>
    string this[TField field] { get; }

    /// <summary>The values with a field changed.</summary>
    TSelf With(TField field, string value);

    /// <summary>The fields whose values differ from the others', in the order of the form.</summary>
    ImmutableArray<TField> DifferencesFrom(TSelf other);

    /// <summary>The values as they are stored; invalid values stay as typed.</summary>
    TSelf Normalised();
}
