/** An MBean that is never unregistered. */
public class Leaked implements LeakedMBean {

    @Override
    public int getNumber() {
        return 1;
    }
}
