using System.Collections.Immutable;
using Bunit;
using ContactPortal.Blazor.Persons;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;
using Microsoft.Extensions.DependencyInjection;
using static ContactPortal.Tests.Persons.ProvisioningTestExtensions;

namespace ContactPortal.Tests.Persons;

/// <summary>The question of Brugeradministration about leavings that wait (P8).</summary>
public sealed class HeldLeavingsTests : PersonComponentTest
{
    private Actor birthe = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        birthe = await AddAdministratorAsync("Birthe Lund");
        var service = Services.GetRequiredService<ProvisioningService>();
        for (var number = 1; number <= 5; number++)
        {
            var user = Assert.IsType<ProvisioningOutcome.Stored>(await service.CreateAsync(Entra, AUser(number), CancellationToken)).User;
            await service.UpdateAsync(Entra, user.Id, state => state with { Active = false }, CancellationToken);
        }
    }

    [Fact]
    public async Task NobodyWaits_NothingIsShown()
    {
        Assert.Equal("", Show([]).Markup.Trim());
        Assert.Equal(["Bruger 4", "Bruger 5"], (await WaitingAsync()).Select(h => h.Name));
    }

    [Theory]
    [InlineData("Tillad: marker 2 som fratrådt", "2 medarbejdere er fratrådt.", true)]
    [InlineData("Afvis: lad dem blive", "De 2 medarbejdere bliver.", false)]
    public async Task Question_Answered_IsDoneAndSaysSo(string button, string answer, bool hasLeft)
    {
        var shown = Show(await WaitingAsync());
        Assert.Contains("2 medarbejdere ville blive fratrådt.", TextOf(shown), StringComparison.Ordinal);
        Assert.Contains("Entra ID ville fratræde mere end en femtedel", TextOf(shown), StringComparison.Ordinal);
        Assert.Equal(["Bruger 4", "Bruger 5"], shown.FindAll("li").Select(li => li.TextContent));
        await PressAsync(shown, button);
        WaitForText(shown, answer);
        Assert.Equal(hasLeft, (await EntryAsync(birthe, "Bruger 5")).Values.HasLeft);
        Assert.Empty(await WaitingAsync());
        await PressAsync(shown, button);
        WaitForText(shown, "Der venter ikke længere nogen");
    }

    [Fact]
    public async Task OtherNumberThanShown_ChangesNothing()
    {
        var waiting = await WaitingAsync();
        var shown = Show(waiting[..1]);
        Assert.Contains("1 medarbejder ville blive fratrådt.", TextOf(shown), StringComparison.Ordinal);
        await PressAsync(shown, "Tillad: marker 1 som fratrådt");
        WaitForText(shown, "Antallet er ændret siden.");
        Assert.Equal(2, (await WaitingAsync()).Length);
    }

    private async Task<ImmutableArray<HeldLeavingView>> WaitingAsync() =>
        (await Services.GetRequiredService<ISnapshotLoader>().LoadAsync(Aarhus, CancellationToken)).Persons.HeldLeavings;

    private IRenderedComponent<HeldLeavings> Show(ImmutableArray<HeldLeavingView> waiting) => Render<HeldLeavings>(parameters => parameters
        .Add(l => l.Waiting, waiting).AddCascadingValue(birthe));
}
