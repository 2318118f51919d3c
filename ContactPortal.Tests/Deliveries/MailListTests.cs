using System.Globalization;
using Bunit;
using ContactPortal.Blazor.Deliveries;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Text;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Deliveries;

/// <summary>The list of mails is updated live (K12).</summary>
public sealed class MailListTests : ComponentTest
{
    [Fact]
    public async Task Change_CausedOnADanishScreen_IsRenderedInTheViewersLanguage()
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Languages.English, Languages.English);
        Actor actor = AnActor();
        var list = Render<MailList>(p => p.AddCascadingValue(actor));
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Languages.Danish, Languages.Danish);
        list.WaitForAssertion(() => Assert.Equal("The municipality's mails", Heading(list)));
        var drawn = list.RenderCount;

        await Task.Run(() => Services.GetRequiredService<ChangeFeed>().Publish(new(Aarhus, 1)), CancellationToken);

        list.WaitForState(() => list.RenderCount > drawn);
        Assert.Equal("The municipality's mails", Heading(list));
    }

    private static string Heading(IRenderedComponent<MailList> list) => list.Find("h2").TextContent;
}
