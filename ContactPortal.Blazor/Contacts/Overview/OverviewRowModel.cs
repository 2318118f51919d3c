using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Presence;

namespace ContactPortal.Blazor.Contacts;

/// <summary>What a row of the overview shows. Equal models look the same, and the row does not re-render (K12).</summary>
public sealed record OverviewRowModel
{
    /// <summary>The contact.</summary>
    public required ContactView Contact { get; init; }

    /// <summary>Its fields.</summary>
    public ContactValues Values => Contact.Values;

    /// <summary>The name of its organisation.</summary>
    public required string Organisation { get; init; }

    /// <summary>The delivery types, in the order of their columns.</summary>
    public required ImmutableArray<DeliveryType> DeliveryTypes { get; init; }

    /// <summary>Whether the viewer may edit it.</summary>
    public required bool MayEdit { get; init; }

    /// <summary>The viewer's person id.</summary>
    public required Guid Self { get; init; }

    /// <summary>Whether it is open in the edit panel (K4).</summary>
    public bool IsEdited { get; init; }

    /// <summary>Whether its person lacks TASS Opfølgning (U2).</summary>
    public bool LacksRight { get; init; }

    /// <summary>Whether its person has left (P5).</summary>
    public bool HasLeft { get; init; }

    /// <summary>Whether mails to it bounce (D7).</summary>
    public bool Bounces { get; init; }

    /// <summary>Whether none of the municipality's persons has an address of its domain.</summary>
    public bool HasForeignDomain { get; init; }

    /// <summary>The text about a current absence and its substitute (K19); null for none.</summary>
    public string? Absence { get; init; }

    /// <summary>The mark of a recent change; null for none.</summary>
    public ChangeMark? Mark { get; init; }

    /// <summary>The other tabs in which it is being edited (K13).</summary>
    public ImmutableArray<ContactEditor> Editors { get; init; } = [];

    // A contact with the same version has the same fields.
    private (Guid, long, string, bool, Guid, bool, bool, bool, bool, bool, string?, ChangeMark?) ComparedValues =>
        (Contact.Id, Contact.Version, Organisation, MayEdit, Self, IsEdited, LacksRight, HasLeft, Bounces, HasForeignDomain, Absence, Mark);

    /// <summary>The id of a row's edit button, which the focus returns to.</summary>
    public static string EditButtonId(Guid contact) => $"rediger-{contact:N}";

    /// <inheritdoc />
    public bool Equals(OverviewRowModel? other) =>
        other is not null && ComparedValues == other.ComparedValues && DeliveryTypes.SequenceEqual(other.DeliveryTypes)
            && Editors.SequenceEqual(other.Editors);

    /// <inheritdoc />
    public override int GetHashCode() => ComparedValues.GetHashCode();
}
