public class Plugin {

    int nothing = ;
}
