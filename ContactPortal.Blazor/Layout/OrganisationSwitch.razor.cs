using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Layout;

/// <summary>"Skift organisation": shown to persons who work for more than one organisation (O1).</summary>
public sealed partial class OrganisationSwitch
{
    /// <summary>Up to this many organisations are shown as buttons; more as a drop-down list.</summary>
    private const int MostButtons = 5;

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter, EditorRequired]
    public required string Here { get; set; }

    [Inject]
    public required PersonDirectory Directory { get; set; }

    /// <summary>
    /// Persisted from prerendering to the circuit, so that the button does not disappear while the directory is read again.
    /// </summary>
    [PersistentState]
    public Organisation[]? Choices { get; set; }

    private ImmutableArray<Organisation> Others { get; set; } = [];

    protected override async Task OnInitializedAsync()
    {
        Choices ??= [.. await Directory.OrganisationsOfAsync(Actor.PersonId, Disposed)];
        Others = [.. Choices.Where(o => o.Code != Actor.Organisation)];
    }
}
