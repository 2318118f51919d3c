using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Layout;

/// <summary>"Skift organisation": there for those who work for more than one organisation, absent for everyone else (O1).</summary>
public sealed partial class OrganisationSwitch
{
    /// <summary>So many choices stand as a button each; more of them as a list to type into.</summary>
    private const int MostButtons = 5;

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter, EditorRequired]
    public required string Here { get; set; }

    [Inject]
    public required PersonDirectory Directory { get; set; }

    /// <summary>Kept from the first rendering for the circuit, so that the button does not vanish while it is asked again.</summary>
    [PersistentState]
    public Organisation[]? Choices { get; set; }

    private ImmutableArray<Organisation> Others { get; set; } = [];

    protected override async Task OnInitializedAsync()
    {
        Choices ??= [.. await Directory.OrganisationsOfAsync(Actor.PersonId, Disposed)];
        Others = [.. Choices.Where(o => o.Code != Actor.Organisation)];
    }
}
