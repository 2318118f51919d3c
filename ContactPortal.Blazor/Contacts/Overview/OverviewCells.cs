using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Text;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Contacts;

/// <summary>
/// Markup of cells and headings, rendered inline by rows and head: as components they would take 2 KB each in every row of every page.
/// </summary>
internal static class OverviewCells
{
    /// <summary>The pencil icon of Redigering; its button or heading has the text alternative.</summary>
    public static readonly MarkupString Pencil = new(
        """
        <svg width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="M4 20l1-4.5L16.5 4 20 7.5 8.5 19 4 20zM14 6.5l3.5 3.5" /></svg>
        """);

    private static readonly ConcurrentDictionary<DeliveryType, MarkupString> Initials = [];
    private static readonly ConcurrentDictionary<(CultureInfo, DeliveryType, bool), MarkupString> Responsibilities = [];

    /// <summary>
    /// The heading of a delivery type's column: its first letter, with the full name for screen readers and in a tooltip (K3).
    /// </summary>
    public static MarkupString Initial(DeliveryType type) => Initials.GetOrAdd(
        type,
        static type => new(
            $"""
            <button type="button" class="sort" aria-describedby="{Encoded(TooltipId(type))}" data-tooltip="{Encoded(TooltipId(type))}"><span aria-hidden="true">{Encoded(type.Initial)}</span><span class="visually-hidden">{Encoded(type.Name)}</span></button>
            """));

    /// <summary>
    /// The id of a type's tooltip. It is outside the table: inside a heading its text would be part of the heading's accessible name.
    /// </summary>
    public static string TooltipId(DeliveryType type) => $"forklaring-{type.Code.ToLowerInvariant()}";

    /// <summary>The cell that shows whether a contact is responsible for a delivery type (K7); cached for all rows of all pages.</summary>
    public static MarkupString Responsibility(DeliveryType type, bool isResponsible) => Responsibilities.GetOrAdd(
        (CultureInfo.CurrentUICulture, type, isResponsible),
        static cell => new($"""<td class="cell-type" data-label="{Encoded(cell.Item2.Name)}">{(cell.Item3 ? $"""<span class="mark" aria-hidden="true">●</span> <span class="visually-hidden">{Encoded(ContactsTexts.Responsible)}</span>""" : "")}</td>"""));

    /// <summary>A mailto: link, which in a narrow column breaks before the @.</summary>
    public static RenderFragment EmailLink(string address) => builder =>
    {
        var at = Math.Max(0, address.IndexOf('@', StringComparison.Ordinal));
        builder.OpenElement(0, "a");
        builder.AddAttribute(1, "href", EmailAddress.ToMailtoUrl(address));
        builder.AddContent(2, address[..at]);
        builder.AddMarkupContent(3, "<wbr>");
        builder.AddContent(4, address[at..]);
        builder.CloseElement();
    };

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
