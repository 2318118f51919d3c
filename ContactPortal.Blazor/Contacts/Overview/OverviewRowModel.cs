using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Presence;
using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Blazor.Contacts;

/// <summary>What a row of the overview shows. Two are equal when they would be drawn the same, and then are not drawn anew (K12).</summary>
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

    /// <summary>Whether who looks at it may edit it.</summary>
    public required bool MayEdit { get; init; }

    /// <summary>Who looks at it.</summary>
    public required Guid Self { get; init; }

    /// <summary>Whether it is being edited in Valg (K4).</summary>
    public bool IsEdited { get; init; }

    /// <summary>Whether its person lacks TASS Opfølgning (U2).</summary>
    public bool LacksRight { get; init; }

    /// <summary>Whether mails to it come back (D7).</summary>
    public bool Bounces { get; init; }

    /// <summary>Until when its person is away, and who stands in, in words (K19); null when nobody is away.</summary>
    public string? Absence { get; init; }

    /// <summary>That it was changed a moment ago.</summary>
    public ChangeMark? Mark { get; init; }

    /// <summary>The other tabs in which it is being edited (K13).</summary>
    public ImmutableArray<ContactEditor> Editors { get; init; } = [];

    // A contact with the same version has the same fields.
    private (Guid, long, string, bool, Guid, bool, bool, bool, string?, ChangeMark?) ComparedValues =>
        (Contact.Id, Contact.Version, Organisation, MayEdit, Self, IsEdited, LacksRight, Bounces, Absence, Mark);

    /// <summary>The id of a row's button, which focus returns to.</summary>
    public static string EditButtonId(Guid contact) => $"rediger-{contact:N}";

    /// <inheritdoc />
    public bool Equals(OverviewRowModel? other) =>
        other is not null && ComparedValues == other.ComparedValues && DeliveryTypes.SequenceEqual(other.DeliveryTypes) && Editors.SequenceEqual(other.Editors);

    /// <inheritdoc />
    public override int GetHashCode() => ComparedValues.GetHashCode();
}

/// <summary>That a contact was changed while the page was open (K12).</summary>
/// <param name="At">When.</param>
/// <param name="By">By whom.</param>
/// <param name="IsOwn">Whether by the person who looks at the page.</param>
/// <param name="IsAgain">Whether the row was marked already, in the other of two ways that look the same: so that a browser begins anew.</param>
public sealed record ChangeMark(DateTimeOffset At, string By, bool IsOwn, bool IsAgain);
