using ContactPortal.Domain.Snapshots;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ContactPortal.Blazor.Contacts;

/// <summary>A column of the overview: its heading, and by what it is sorted. Its cells are drawn by <see cref="OverviewRow"/>.</summary>
public sealed class OverviewColumn : TemplateColumn<ContactView>
{
    /// <summary>What stands in the heading.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment Heading { get; set; }
}
