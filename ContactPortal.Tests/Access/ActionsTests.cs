using System.Reflection;
using ContactPortal.Domain.Access;

namespace ContactPortal.Tests.Access;

public sealed class ActionsTests
{
    [Theory]
    [InlineData(Role.Staff, true, true)]
    [InlineData(Role.LocalAdministrator, true, true)]
    [InlineData(Role.Agency, true, false)]
    public void Role_Asks_MayReadAndEditAsTheRulesSay(Role role, bool reads, bool edits)
    {
        Actor actor = AnActor().As(role);
        Assert.Equal((reads, edits), (actor.May(Actions.ReadContacts), actor.May(Actions.EditContacts)));
    }

    [Fact]
    public void EveryAction_Listed_IsAmongAllOnceAndByItsName()
    {
        var named = typeof(Actions).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(p => p.PropertyType == typeof(PortalAction))
            .Select(p => (p.Name, Action: (PortalAction)p.GetValue(null)!))
            .ToList();
        Assert.NotEmpty(named);
        Assert.All(named, n => Assert.Equal(n.Name, n.Action.Name));
        Assert.Equal(named.Select(n => n.Name).Order(), Actions.All.Select(a => a.Name).Order());
    }
}
