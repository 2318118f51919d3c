using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Live;

namespace ContactPortal.Blazor.Contacts;

/// <summary>
/// A row of the overview. Two rows are equal when they show the same contact, whatever it looks like, so that a live change alters
/// the row on the screen and does not replace it under somebody's hands.
/// </summary>
/// <param name="contact">What the row shows.</param>
/// <param name="mark">That it was changed a moment ago, or null.</param>
/// <param name="editors">The other tabs in which it is being edited.</param>
public sealed class OverviewRow(RosterContact contact, ChangeMark? mark, ImmutableArray<ContactEditor> editors) : IEquatable<OverviewRow>
{
    /// <summary>The contact.</summary>
    public RosterContact Contact => contact;

    /// <summary>Its fields.</summary>
    public ContactValues Values => contact.Values;

    /// <summary>That it was changed a moment ago.</summary>
    public ChangeMark? Mark => mark;

    /// <summary>The other tabs in which it is being edited (K13).</summary>
    public ImmutableArray<ContactEditor> Editors => editors;

    /// <summary>The id of a row's button, which focus returns to.</summary>
    public static string EditButtonId(Guid contact) => $"rediger-{contact:N}";

    /// <inheritdoc />
    public bool Equals(OverviewRow? other) => other?.Contact.Id == contact.Id;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as OverviewRow);

    /// <inheritdoc />
    public override int GetHashCode() => contact.Id.GetHashCode();
}

/// <summary>That a contact was changed while the page was open (K12).</summary>
/// <param name="At">When.</param>
/// <param name="By">By whom.</param>
/// <param name="IsOwn">Whether by the person who looks at the page.</param>
public sealed record ChangeMark(DateTimeOffset At, string By, bool IsOwn);
