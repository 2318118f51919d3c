using ContactPortal.Domain.Contacts;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Agency;

/// <summary>A tel: link, rendered inline: a component in every row of every page would cost memory.</summary>
internal static class PhoneLink
{
    /// <summary>The link to a number in E.164, shown in groups; nothing for an empty one.</summary>
    public static RenderFragment To(string number) => builder =>
    {
        if (number.Length == 0)
            return;
        builder.OpenElement(0, "a");
        builder.AddAttribute(1, "href", $"tel:{number}");
        builder.AddContent(2, PhoneNumber.Shown(number));
        builder.CloseElement();
    };
}
