using ContactPortal.Domain.Contacts;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ContactPortal.Blazor.Contacts;

/// <summary>A column of the overview: its heading and sort order. Its cells are rendered by <see cref="OverviewRow"/>.</summary>
public sealed class OverviewColumn : TemplateColumn<ContactView>
{
    /// <summary>The content of the heading.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment Heading { get; set; }
}
